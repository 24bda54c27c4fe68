extension ProfileLibrary {
  /// The profiles that come with Leadtime: one file each in the folder `Profiles`.
  static let builtIn: [(name: String, bytes: [UInt8])] = [
    ("canonical", PackageResources.canonical_yaml),
    ("hubspot", PackageResources.hubspot_yaml),
    ("workload", PackageResources.workload_yaml),
  ]
}
