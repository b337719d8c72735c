"""Opening uploaded pictures within limits, and making the ones that go out."""
