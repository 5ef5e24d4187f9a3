"""What a series of scores means. Pure: no files, no clock, no norms from elsewhere.

`reliable_change`, `jacobson_truax` and `trend` hold one method each; `status` reads one
person's series and `family` a whole family's; `outcomes` classifies courses for analysts.

Learned trajectories (a growth model that conditions on all scores so far) will live
beside them as `expected.py`, with the fitted model as a versioned result object. Nothing
here may start to depend on it: these rules are what is left when too few courses have ended.
"""
