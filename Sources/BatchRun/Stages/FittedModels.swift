import CRMData
import ChannelPreference
import CivilTime
import Evaluation
import Features
import LeadScoring
import Models
import SendPlanning
import SendTime
import Statistics

/// Everything that a night learns.
struct FittedModels: Sendable {
  let conversion: ConversionModel
  let conversionScorer: ConversionScorer
  let accounts: AccountModel
  let roles: BuyingRoleReader
  let excludedAttributes: [String]
  let training: TrainingSet
  let crossFit: CrossFit?
  let sendTime: SendTimeModel
  let channels: ChannelPreferenceModel
  let channelCounts: ChannelCounts

  init(
    _ population: Population,
    _ evidence: Population.Evidence,
    configuration: RunConfiguration,
    threads: Int
  ) throws {
    let snapshot = population.snapshot
    let learning = configuration.learning
    let features = LeadFeatures(
      of: snapshot,
      stableAttributes: learning.stableAttributes,
      census: population.census
    )
    training = TrainingSet(
      of: snapshot,
      asOf: learning.schedule.trainingInstant(asOf: population.asOf),
      learning: learning
    )
    let learned = try learning.fitted(
      to: training,
      features: features,
      rules: configuration.rules,
      in: snapshot,
      threads: threads
    )
    conversion = learned.model
    roles = BuyingRoleReader(configuration.accounts.roles, for: snapshot)
    accounts = try configuration.accounts.learning.fitted(
      to: training,
      learned,
      roles: roles,
      in: snapshot,
      threads: threads
    )
    crossFit = learned.crossFit
    conversionScorer = ConversionScorer(conversion, features: features)
    excludedAttributes = features.excludedAttributes
    sendTime = SendTimeEstimator(options: configuration.sendTime)
      .fitted(to: evidence.sendTime, sample: evidence.sample)
    channels = ChannelPreferenceEstimator(
      options: configuration.channelOptions(channelNames: snapshot.channelNames)
    ).fitted(to: evidence.channels, sample: evidence.sample)
    channelCounts = evidence.channels
  }

  func advisor(
    _ population: Population,
    _ configuration: RunConfiguration,
    _ rules: LeadRules
  ) -> ContactAdvisor {
    ContactAdvisor(
      population: population,
      scorer: ContactScorer(population, conversionScorer, rules),
      sendTime: sendTime,
      channels: channels,
      planner: SendPlanner(
        options: configuration.planningOptions(channelNames: population.snapshot.channelNames)
      )
    )
  }

  /// What `model.json` holds.
  var saved: SavedModels {
    SavedModels(conversion: conversion, sendTime: sendTime, channels: channels, accounts: accounts)
  }
}
