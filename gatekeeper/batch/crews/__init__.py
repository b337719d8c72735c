"""The three ways to examine the pictures of an audit; `gatekeeper.batch.crew` chooses."""
