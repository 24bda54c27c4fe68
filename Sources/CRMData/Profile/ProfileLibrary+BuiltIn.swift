extension ProfileLibrary {
  /// The profiles that come with Leadtime: one file each in the folder `Profiles`.
  static let builtIn: [(name: String, bytes: [UInt8])] = [
    ("braze", PackageResources.braze_yaml),
    ("canonical", PackageResources.canonical_yaml),
    ("customerio", PackageResources.customerio_yaml),
    ("dynamics365", PackageResources.dynamics365_yaml),
    ("espocrm", PackageResources.espocrm_yaml),
    ("hubspot", PackageResources.hubspot_yaml),
    ("keap", PackageResources.keap_yaml),
    ("mailchimp", PackageResources.mailchimp_yaml),
    ("marketo", PackageResources.marketo_yaml),
    ("odoo", PackageResources.odoo_yaml),
    ("pardot", PackageResources.pardot_yaml),
    ("pipedrive", PackageResources.pipedrive_yaml),
    ("responsys", PackageResources.responsys_yaml),
    ("salesforce", PackageResources.salesforce_yaml),
    ("salesforce-report", PackageResources.salesforce_report_yaml),
    ("sfmc", PackageResources.sfmc_yaml),
    ("suitecrm", PackageResources.suitecrm_yaml),
    ("workload", PackageResources.workload_yaml),
    ("zoho", PackageResources.zoho_yaml),
  ]
}
