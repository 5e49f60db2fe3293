-- Every report moves a machine's deadline, which is indexed, and so leaves a dead entry behind: vacuum by count, not by share.
ALTER TABLE machines SET (
  fillfactor = 70,
  autovacuum_vacuum_scale_factor = 0.0,
  autovacuum_vacuum_threshold = 2000,
  autovacuum_vacuum_cost_delay = 0
);
-- One row, rewritten every second by every web process.
ALTER TABLE hub_pulse SET (fillfactor = 10, autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 500);
