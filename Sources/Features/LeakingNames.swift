import CRMData

/// Names of fields that follow the outcome: what sales wrote down when, or since, somebody bought.
///
/// A name counts whatever its case, accents, blanks and points, with the suffix `__c` that custom
/// fields have, with letters of other alphabets that look like Latin ones, and in the languages
/// that the profiles know. The list errs on the side of leaving out: who knows better declares
/// the field stable.
public enum LeakingNames {
  /// Fields that the import fills with their value of the last export: never looked at, whoever
  /// declares them stable.
  static let alwaysLater: Set<String> = [
    "lifecycle", "lifecycle_raw", "lead_status", "native_score", "native_grade", "stage",
  ]

  /// Whether a field of this name follows the outcome.
  public static func contains(_ name: String) -> Bool {
    let key = folded(name)
    return names.contains(key) || parts.contains { key.contains($0) }
  }

  /// The name without what may differ between tools.
  static func folded(_ name: String) -> String {
    let plain = name.lowercased().hasSuffix("__c") ? String(name.dropLast(3)) : name
    var scalars = String.UnicodeScalarView()
    for scalar in plain.lowercased().unicodeScalars {
      scalars.append(isFullWidth(scalar) ? narrow(scalar) : scalar)
    }
    // Only where an alphabet is mixed with the Latin one: a Cyrillic word stays as it is.
    if scalars.contains(where: { ("a"..."z").contains($0) }) {
      scalars = String.UnicodeScalarView(scalars.map { lookAlikes[$0] ?? $0 })
    }
    return PlaceText.folded(String(scalars))
  }

  private static func isFullWidth(_ scalar: Unicode.Scalar) -> Bool {
    (0xFF01...0xFF5E).contains(scalar.value)
  }

  private static func narrow(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
  }

  /// Cyrillic and Greek letters that look like Latin ones.
  private static let lookAlikes: [Unicode.Scalar: Unicode.Scalar] = Dictionary(
    uniqueKeysWithValues: zip(
      "авекмнорстухіјѕԁԛԝαεικνορτυχ".unicodeScalars,
      "abekmhopctyxijsdqwaeiknoptux".unicodeScalars
    )
  )

  private static let names = Set(
    (english + otherLanguages).flatMap { $0.split(separator: ",") }.map { folded(String($0)) }
  )

  /// What a leaking name may be a part of, folded.
  private static let parts = [
    "lifecyclestage", "leadstatus", "dealstage", "opportunitystage", "closedwon", "closedlost",
    "closedate", "closeddate", "lostreason", "lossreason", "wonreason", "becamea", "leadscore",
    "daystoclose", "likelihoodtoclose",
  ]

  private static let english = [
    "lifecycle,lifecycle raw,lifecycle phase,stage,status,lead stage,sales stage,pipeline stage",
    "deal status,opportunity status,contact status,customer status,account status,prospect status",
    "native score,native grade,score,grade,rating,lead grade,lead rating,hubspot score,pardot score",
    "einstein score,predictive score,contact priority,close probability,win probability",
    "closed,is closed,closed at,closed on,close reason,closed reason,close value,won,lost,is won",
    "is lost,won date,lost date,won at,lost at,won time,lost time,won deals,lost deals",
    "closed deals,open deals,outcome,result,disposition,converted,is converted,conversion date",
    "converted date,converted at,converted date time,converted contact id,converted account id",
    "converted opportunity id,customer,is customer,customer since,customer date,customer number",
    "customer id,amount,deal amount,deal value,opportunity amount,contract,contract date",
    "contract value,contract signed,contract start,contract number,contract id,signed at",
    "total revenue,recent deal amount,first deal created date,number of associated deals",
    "lifetime value,ltv,mrr,arr,first purchase date,last purchase date,first order date",
    "last order date,order count,orders count,total spent,invoice,invoice date,first invoice date",
    "subscription start,subscription status,subscription id,onboarding,onboarding date",
    "go live date,renewal date,churn date,owner changed at,owner assigned date,previous owner",
    "handover date,account manager,customer success manager",
  ]

  private static let otherLanguages = [
    "lifecycle-phase,leadstatus,deal-phase,abschlussdatum,abschlussgrund,kunde,ist kunde,kunde seit",
    "kundennummer,kundenstatus,gewonnen,verloren,verlustgrund,auftragswert,auftragsdatum,vertrag",
    "vertragsbeginn,vertragsdatum,vertragsnummer,phase du cycle de vie,statut du lead,statut",
    "phase de la transaction,date de fermeture,date de clôture,client depuis,est client,gagné,perdu",
    "motif de perte,montant de la transaction,contrat,date du contrat,etapa del ciclo de vida",
    "estado del lead,etapa del negocio,fecha de cierre,motivo de pérdida,es cliente,cliente desde",
    "ganado,perdido,importe del negocio,contrato,fecha de contrato,etapa del cicle de vida",
    "data de tancament,guanyat,perdut,motiu de pèrdua,fase del ciclo di vita,stato del lead",
    "data di chiusura,motivo della perdita,vinto,perso,contratto,data contratto,è cliente",
    "fase do ciclo de vida,etapa do negócio,data de fechamento,motivo da perda,ganho,valor do negócio",
    "é cliente,cliente desde,levenscyclusfase,dealfase,sluitingsdatum,klant,klant sinds,gewonnen",
    "стадия сделки,статус лида,дата закрытия,причина отказа,сумма сделки,клиент,договор",
    "дата договора,ライフサイクルステージ,取引ステージ,クローズ日,リードステータス,失注理由,受注日,契約日,顧客",
    "生命周期阶段,线索状态,商机阶段,成交日期,成交金额,输单原因,合同日期,合同编号,客户状态",
  ]
}
