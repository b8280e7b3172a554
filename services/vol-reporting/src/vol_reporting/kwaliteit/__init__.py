"""Integrale kwaliteitszorg: targets with their lights, improvement actions with their effect, CAF self-assessment.

What decides and what judges are pure functions over events and figures; `bronnen` reads, `vastleggen` appends.
"""
