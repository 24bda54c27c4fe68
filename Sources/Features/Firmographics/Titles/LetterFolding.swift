/// Letters as they are compared: without case, accents, width and national variants.
enum LetterFolding {
  /// What a scalar is.
  enum Folded {
    case letter(Unicode.Scalar)
    case letters(String)
    /// A character of Chinese or Japanese, which is a word by itself.
    case ideograph(Unicode.Scalar)
    /// A sound mark of half-width or decomposed Kana, and by how much it moves the Kana.
    case soundMark(UInt32)
    case nothing
    case point
    case sign
    case blank
  }

  /// What a scalar is.
  static func fold(_ scalar: Unicode.Scalar) -> Folded {
    switch scalar.value {
    case 0..<0x80: foldASCII(scalar)
    case 0x300...0x36F: .nothing
    case 0x80..<0x370, 0x1E00..<0x1F00: foldLatin(scalar)
    case 0x370..<0x400: foldGreek(scalar)
    case 0x400..<0x530: foldCyrillic(scalar)
    case 0x2010...0x2015, 0x2022, 0x2212: .sign
    case 0x3001, 0x3002, 0x3008...0x3011, 0x3014...0x301B: .sign
    case 0x3005, 0x3041...0x3096, 0x30A1...0x30FA, 0x3400...0x9FFF, 0xF900...0xFAFF,
      0x20000...0x3FFFF:
      .ideograph(variants[scalar] ?? scalar)
    // Writers differ in long vowels and middle points: マネジャー and マネージャー are one.
    case 0x30FB, 0x30FC, 0xFF65, 0xFF70: .nothing
    case 0x3099, 0x309B, 0xFF9E: .soundMark(1)
    case 0x309A, 0x309C, 0xFF9F: .soundMark(2)
    case 0xFF66...0xFF9D: .ideograph(halfWidth[Int(scalar.value) - 0xFF66])
    case 0x1D400...0x1D6A3: fold(shifted(scalar, by: 0x41 - mathematical(scalar)))
    default: foldOther(scalar)
    }
  }

  /// A full-width letter or sign as a common one; nil for a scalar that nobody sees.
  static func narrow(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0xAD, 0x200B...0x200F, 0x2060, 0xFEFF, 0xFE00...0xFE0F: nil
    case 0xFF01...0xFF5E: shifted(scalar, by: -0xFEE0)
    default: scalar
    }
  }

  /// Whether a word may go on with a scalar.
  static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch fold(scalar) {
    case .letter, .letters: true
    default: false
    }
  }

  static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    if case .blank = fold(scalar) { true } else { false }
  }

  private static func shifted(_ scalar: Unicode.Scalar, by offset: Int) -> Unicode.Scalar {
    Unicode.Scalar(UInt32(Int(scalar.value) + offset)) ?? " "
  }

  /// How far a bold, italic or script letter is from A, its style left out.
  private static func mathematical(_ scalar: Unicode.Scalar) -> Int {
    let position = Int(scalar.value) - 0x1D400
    let letter = position % 52
    return Int(scalar.value) - (letter < 26 ? letter : letter + 6)
  }

  private static func foldASCII(_ scalar: Unicode.Scalar) -> Folded {
    switch scalar {
    case "a"..."z", "0"..."9": .letter(scalar)
    case "A"..."Z": .letter(shifted(scalar, by: 32))
    case ".": .point
    case "&", "+", "/", "\\", "@", "_", "*", "-", ",", ";", "|", "(", ")", "[", "]", "{", "}", ":",
      "<", ">", "=", "\n":
      .sign
    default: .blank
    }
  }

  private static func foldLatin(_ scalar: Unicode.Scalar) -> Folded {
    if let letter = plainLetters[scalar] { return .letter(letter) }
    switch scalar {
    case "æ", "Æ": return .letters("ae")
    case "œ", "Œ": return .letters("oe")
    case "ß", "ẞ": return .letters("ss")
    case "þ", "Þ": return .letters("th")
    case "·": return .sign
    default: return foldOther(scalar)
    }
  }

  /// Greek letters stand in titles only for the Latin ones that they look like.
  private static func foldGreek(_ scalar: Unicode.Scalar) -> Folded {
    greekTwins[scalar].map { .letter($0) } ?? foldOther(scalar)
  }

  private static func foldCyrillic(_ scalar: Unicode.Scalar) -> Folded {
    let lower: Unicode.Scalar =
      switch scalar.value {
      case 0x400..<0x410: shifted(scalar, by: 0x50)
      case 0x410..<0x430: shifted(scalar, by: 0x20)
      case 0x430..<0x460: scalar
      default: scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
      }
    return switch lower {
    case "й": .letter("и")
    case "ё": .letter("е")
    default: .letter(lower)
    }
  }

  private static func foldOther(_ scalar: Unicode.Scalar) -> Folded {
    guard scalar.properties.isAlphabetic else { return .blank }
    return .letter(scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar)
  }

  private static let plainLetters: [Unicode.Scalar: Unicode.Scalar] = {
    let rows = [
      "aàáâãäåāăąạảấầẩẫậắằẳẵặª", "cçćĉċč", "dďđð", "eèéêëēĕėęěẹẻẽếềểễệ", "gĝğġģ", "hĥħ",
      "iìíîïĩīĭįıỉị", "jĵ", "kķ", "lĺļľŀł", "nñńņň", "oòóôõöøōŏőơọỏốồổỗộớờởỡợº", "rŕŗř",
      "sśŝşšș", "tţťŧț", "uùúûüũūŭůűųưụủứừửữự", "wŵ", "yýÿŷỳỵỷỹ", "zźżž",
    ]
    var letters: [Unicode.Scalar: Unicode.Scalar] = ["İ": "i"]
    for row in rows {
      guard let plain = row.unicodeScalars.first else { continue }
      for letter in row.unicodeScalars.dropFirst() {
        letters[letter] = plain
        if let upper = letter.properties.uppercaseMapping.unicodeScalars.first, upper != letter {
          if !upper.isASCII { letters[upper] = plain }
        }
      }
    }
    return letters
  }()

  private static let greekTwins = Dictionary(
    uniqueKeysWithValues: zip(
      "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαεικνορτυχ".unicodeScalars,
      "abezhikmnoptyxaeikvoptux".unicodeScalars
    )
  )

  private static let halfWidth = Array(
    "ヲァィゥェォャュョッ ーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン"
      .replacing(" ", with: "").unicodeScalars
  )

  /// Traditional Chinese and Japanese characters, and the simplified ones that say the same.
  ///
  /// 経 is left out: 経理 are accountants in Japan, 经理 managers in China.
  private static let variants: [Unicode.Scalar: Unicode.Scalar] = {
    let rows = """
      总總総 监監 长長 务務 业業 销銷 师師 财財 会會 计計 执執 员員 产產産 营營営
      运運 发發発 开開 专專 门門 处處処 书書 创創 办辦 资資 责責 问問 学學 术術 数數
      据據 训訓 练練 习習 实實 验驗験 设設 制製 购購 采採 买買 卖賣売 货貨 仓倉 库庫
      质質 电電 机機 构構 筑築 传傳 广廣 场場 网網 络絡 系係 统統 软軟 护護 医醫
      药藥薬 诊診 疗療 检檢検 测測 试試 证證証 记記 录錄録 编編 辑輯 译譯 语語 讲講
      课課 辅輔 导導 顾顧 馆館 厂廠 车車 间間 组組 级級 层層 装裝 备備 维維 区區
      东東 联聯 锁鎖 险險 银銀 贷貸 税稅 审審 档檔 劳勞労 关關関 际際 贸貿 进進 报報
      单單 订訂 价價 评評 议議 协協 调調 参參 与與 团團 队隊 领領 干幹 伙夥 板闆
      园園 应應 图圖 画畫 划劃 战戰戦 历歷 独獨 归歸 属屬 职職 无無 过過 现現 达達
      标標 准準 则則 规規 围圍 类類 项項 农農 渔漁 饮飲 饭飯 厅廳 厨廚 经經 个個
      义義 户戶 视視 觉覺 觉覚 体體
      """
    var variants: [Unicode.Scalar: Unicode.Scalar] = [:]
    for row in rows.split(whereSeparator: \.isWhitespace) {
      guard let simplified = row.unicodeScalars.first else { continue }
      for variant in row.unicodeScalars.dropFirst() { variants[variant] = simplified }
    }
    return variants
  }()
}
