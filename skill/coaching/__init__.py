"""The core: what a coach knows and decides. Pure and typed; no clock, chance, environment or I/O."""
