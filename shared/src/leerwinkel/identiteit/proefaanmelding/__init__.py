"""A provider for trying out and for tests, on this machine: who signs in chooses which invented person they are.

To the rest of the platform it is a provider like another: nothing that is checked is skipped because of it.
"""
