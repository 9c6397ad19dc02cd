"""HTTP as the server speaks it: requests, responses, negotiation and persisted queries."""
