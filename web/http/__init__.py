"""HTTP as the server speaks it: requests, responses, negotiation, conditional requests and persisted queries."""
