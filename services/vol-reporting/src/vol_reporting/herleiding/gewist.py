"""Which dossiers are of somebody whose data were erased: of these nobody sees more than region, year and trap."""

GEWIST = """
    SELECT DISTINCT a.regio, a.entiteit
    FROM main.gebeurtenis AS a
    SEMI JOIN (
        SELECT regio, client FROM main.gebeurtenis WHERE soort = 'persoonsgegevens-vernietigd'
    ) USING (regio, client)
    WHERE a.soort IN ('aanmelding-geregistreerd', 'gebeurtenis-gecorrigeerd') AND a.service = 'intake'
"""
"""Region and dossier of each, as it is now: an erasure also holds for what is looked back at, corrected or not."""
