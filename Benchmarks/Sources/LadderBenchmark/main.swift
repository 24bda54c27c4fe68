import LeadScoring
import Statistics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

// How the ladder compares with the rules alone when conversions are few.
//
//     LadderBenchmark WORLD CONVERSIONS DRAWS SEED [ACCOUNT-EFFECT]
//
// WORLD is good, mediocre or wrongWay. One line of JSON: means over draws, standard errors of means.

let arguments = CommandLine.arguments
guard arguments.count >= 5, let rules = World.Rules(rawValue: arguments[1]),
  let conversions = Int(arguments[2]), let draws = Int(arguments[3]),
  let seed = UInt64(arguments[4])
else {
  print("usage: LadderBenchmark good|mediocre|wrongWay CONVERSIONS DRAWS SEED [ACCOUNT-EFFECT]")
  exit(64)
}
var world = World(rules: rules)
if arguments.count > 5 { world.accountEffect = Double(arguments[5]) ?? 0 }
var ladder = ConversionLadder()
if arguments.count > 6 {
  ladder.steps = Set(
    arguments[6].split(separator: ",").compactMap { LadderStep(rawValue: String($0)) }
  )
}
if arguments.count > 7 { ladder.standardErrors = Double(arguments[7]) ?? 1 }
let trial = SmallDataTrial(world: world, conversions: conversions, seed: seed, ladder: ladder)
print(try trial.summary(draws: draws))
