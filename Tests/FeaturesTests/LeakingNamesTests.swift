import Features
import Testing

@Suite("Names that follow the outcome")
struct LeakingNamesTests {
  @Test(
    "fields of vendors, in the languages of their exports",
    arguments: [
      "Lifecycle Stage", "lead_status", "Deal Stage", "Became a Customer Date", "Close Date",
      "Closed Lost Reason", "HubSpot Score", "Lead_Score__c", "Days To Close", "Amount",
      "Kunde seit",
      "Lifecycle-Phase", "Phase du cycle de vie", "Date de clôture", "Motivo de pérdida",
      "Etapa do negócio", "Стадия сделки", "クローズ日", "成交日期", "Total Revenue", "Is Won",
    ]
  )
  func vendors(name: String) {
    #expect(LeakingNames.contains(name))
  }

  @Test(
    "letters that only look Latin, full width ones and accents change nothing",
    arguments: ["leаd_stаtus", "ｌｅａｄ＿ｓｔａｔｕｓ", "Léad Státus", "LEAD.STATUS", "сlоsе dаtе"]
  )
  func lookAlikes(name: String) {
    #expect(LeakingNames.contains(name))
  }

  @Test(
    "honest names are left alone",
    arguments: [
      "industry", "employees", "annual_revenue", "country", "seniority", "department",
      "lead_source", "customer_segment", "region", "language", "contract_manufacturer",
      "score_of_credit",
      "отрасль", "業種", "stage_fright", "",
    ]
  )
  func honest(name: String) {
    #expect(!LeakingNames.contains(name))
  }
}
