"""What an audit said, for people: one page that opens anywhere, and a list of things to do."""
