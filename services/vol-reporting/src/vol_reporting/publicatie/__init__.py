"""Publications: a fixed list of tables per closed quarter, in which nothing small can be read or computed."""
