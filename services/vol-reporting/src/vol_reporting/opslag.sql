-- Append-only: what the VOL holds of every event, and how far it is. No keys and no indexes: the intake dedupes.
CREATE TABLE IF NOT EXISTS quarantaine (
    regio VARCHAR, positie BIGINT, vol_positie BIGINT, ontvangen TIMESTAMPTZ,
    reden VARCHAR, bron VARCHAR, id VARCHAR, type VARCHAR, ruw BLOB
);
-- What the VOL decided on what it received, by the position of the decision in its own log.
CREATE TABLE IF NOT EXISTS besluit (
    eigen BIGINT, soort VARCHAR, regio VARCHAR, positie BIGINT, blijft_aangehouden BOOLEAN
);
CREATE TABLE IF NOT EXISTS stroompositie (stroom VARCHAR, positie BIGINT);
CREATE TABLE IF NOT EXISTS regiopositie (regio VARCHAR, positie BIGINT);
CREATE TABLE IF NOT EXISTS gat (regio VARCHAR, van BIGINT, tot BIGINT);
