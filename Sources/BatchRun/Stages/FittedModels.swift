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
  let excludedAttributes: [String]
  let trainingExamples: Int
  let trainingConversions: Int
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
    let training = TrainingSet(of: snapshot, asOf: population.asOf, learning: learning)
    conversion = try learning.fitted(
      to: training,
      features: features,
      in: snapshot,
      threads: threads
    ).model
    conversionScorer = ConversionScorer(conversion, features: features)
    excludedAttributes = features.excludedAttributes
    trainingExamples = training.examples.count
    trainingConversions = training.conversionCount
    sendTime = SendTimeEstimator(options: configuration.sendTime)
      .fitted(to: evidence.sendTime, sample: evidence.sample)
    channels = ChannelPreferenceEstimator(
      options: configuration.channelOptions(channelNames: snapshot.channelNames)
    ).fitted(to: evidence.channels, sample: evidence.sample)
    channelCounts = evidence.channels
  }

  func advisor(
    _ population: Population,
    _ configuration: RunConfiguration
  ) throws -> ContactAdvisor {
    ContactAdvisor(
      population: population,
      conversion: conversionScorer,
      fit: try FitScorer(configuration.fit, for: population.snapshot),
      engagement: configuration.engagement,
      grades: configuration.grades,
      sendTime: sendTime,
      channels: channels,
      planner: SendPlanner(
        options: configuration.planningOptions(channelNames: population.snapshot.channelNames)
      )
    )
  }

  /// What `model.json` holds.
  struct Saved: Codable {
    var format = 1
    var version = LeadtimeVersion.current
    var conversion: ConversionModel
    var sendTime: SendTimeModel
    var channels: ChannelPreferenceModel
  }

  var saved: Saved { Saved(conversion: conversion, sendTime: sendTime, channels: channels) }
}

extension ConversionModel {
  /// The model in a few words.
  var summary: String {
    switch basis {
    case .baseRate(let conversions, let examples):
      let reason =
        conversions == 0
        ? "no conversion is known"
        : "\(conversions.formatted) conversions among \(examples.formatted) examples tell no"
          + " difference between contacts"
      return "no model: \(reason); the rules speak alone"
    case .logistic(_, let model):
      let quality = report?.discrimination.map { ", AUC \($0.area.fixed(3)) (\($0.text))" } ?? ""
      return "model of \(model.eventCount.formatted) conversions among "
        + "\(model.sampleSize.formatted) examples\(quality)"
    }
  }
}

extension ReceiverOperatingCharacteristic {
  /// The 95 % interval in words.
  fileprivate var text: String {
    interval.map { "\($0.lower.fixed(3)) to \($0.upper.fixed(3))" } ?? "too few for an interval"
  }
}
