"""Who somebody is: what is known of a person who signs in, and the sessions by which an application knows them again.

The services of a region and the VOL both stand on it; what a role may do is theirs.
"""
