// Leadtime: the umbrella. `import Leadtime` brings every room that a program may want to use.

@_exported public import BatchRun
@_exported public import CRMData
@_exported public import CSV
@_exported public import ChannelPreference
@_exported public import CivilTime
@_exported public import Evaluation
@_exported public import Features
@_exported public import LeadScoring
@_exported public import LinearAlgebra
@_exported public import Models
@_exported public import SendPlanning
@_exported public import SendTime
@_exported public import Statistics
@_exported public import Tables
