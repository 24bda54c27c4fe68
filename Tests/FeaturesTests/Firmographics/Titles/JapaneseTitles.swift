/// Titles in Japanese and what they say.
let titlesInJapanese = """
  c_level management: 代表取締役
  c_level management: 代表取締役社長
  c_level management: 取締役
  c_level management: 社長
  c_level management: 会長
  c_level management: 最高経営責任者
  c_level finance: 最高財務責任者
  c_level finance: 代表取締役CFO
  c_level engineering: 取締役CTO
  c_level management: 常務取締役
  c_level sales: 専務取締役 営業本部長
  vp management: 副社長
  vp -: 執行役員
  vp sales: 執行役員 営業本部長
  owner management: 創業者
  owner management: オーナー
  owner management: 代表取締役社長兼創業者
  owner management: 個人事業主
  director sales: 営業部長
  director hr: 人事部長
  director finance: 経理部長
  director marketing: マーケティング部 部長
  director engineering: 開発本部長
  director operations: 工場長
  director it: 情報システム部長
  director sales: 営業部 部長代理
  director legal: 法務部長
  director procurement: 購買部長
  manager sales: 営業課長
  manager operations: 総務課長
  manager hr: 人事課長
  manager hr: 人事マネージャー
  manager engineering: 開発マネジャー
  manager engineering: ﾏﾈｰｼﾞｬｰ（開発）
  manager operations: 店長
  manager -: 課長
  manager marketing: 広報室長
  manager support: カスタマーサポート リーダー
  manager operations: 品質管理課 係長
  individual product: プロダクトマネージャー
  individual -: プロジェクトマネージャー
  individual sales: 営業担当
  - sales: 営業
  individual engineering: エンジニア
  individual engineering: ソフトウェアエンジニア
  individual it: システムエンジニア
  individual it: ＳＥ
  individual finance: 公認会計士
  individual finance: 経理担当
  individual legal: 弁護士
  individual medical: 看護師
  individual medical: 医師
  individual education: 教師
  individual design: デザイナー
  individual data: データサイエンティスト
  individual research: 研究員
  individual operations: 事務員
  individual procurement: バイヤー
  individual -: 社長秘書
  individual -: 秘書
  individual -: コンサルタント
  individual -: 会社員
  senior -: シニアコンサルタント
  senior sales: 営業主任
  senior engineering: シニアエンジニア
  intern -: インターン
  intern -: 学生
  intern sales: 営業インターン
  - -: 元社長
  - -: 定年退職
  - hr: 人事部
  - sales: 営業部
  - -: こんにちは
  director sales: 営業統括部長
  manager engineering: 技術課長
  vp finance: 執行役員 財務担当
  individual marketing: 広報担当
  individual engineering: フロントエンドエンジニア
  director research: 研究所長
  individual medical: 薬剤師
  c_level management: 取締役会長
  manager operations: 物流センター長
  individual hr: 採用担当
  """
