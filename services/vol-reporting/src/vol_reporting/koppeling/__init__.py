"""One person in two regions: proposals of the linking service, judged by people, with the effect on the figures shown.

What decides is a pure function; `dubbels` reads, `gevolg` computes what a judgement would change, `vastleggen` appends.
"""
