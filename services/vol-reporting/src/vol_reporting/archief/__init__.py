"""The archive: everything the VOL's storage holds, as Parquet files in a folder that says itself what is in it.

    archief.json            format, columns, positions, and of every file its rows, size and SHA-256
    tabellen/<tabel>.parquet

It is a copy to build the storage from quickly. What is true stands on the logs.
"""
