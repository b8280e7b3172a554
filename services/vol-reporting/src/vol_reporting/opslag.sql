-- Append-only: what the VOL holds of every event, and how far it is. No keys and no indexes: the intake dedupes.
CREATE TABLE IF NOT EXISTS quarantaine (
    regio VARCHAR, positie BIGINT, vol_positie BIGINT, ontvangen TIMESTAMPTZ,
    reden VARCHAR, bron VARCHAR, id VARCHAR, type VARCHAR, ruw BLOB
);
CREATE TABLE IF NOT EXISTS stroompositie (stroom VARCHAR, positie BIGINT);
CREATE TABLE IF NOT EXISTS regiopositie (regio VARCHAR, positie BIGINT);
CREATE TABLE IF NOT EXISTS gat (regio VARCHAR, van BIGINT, tot BIGINT);
