"""claimboard."""
