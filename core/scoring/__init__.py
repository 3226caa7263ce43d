"""From a Panel to a RiskScore: loading the model, checking the specimen, scoring, explaining."""
