package klara.register;

import java.util.List;

/**
 * Rows that keep and that break the rules which a row breaks beside others, or by the delivery that
 * it lies in.
 */
final class NeighbourRuleCases {
  private static final Register YEAR9 = Year9Students.REGISTER;
  private static final Register GRADES = Year9Grades.REGISTER;

  static final List<RuleCase> ALL =
      List.of(
          RuleCase.of(
              RowRule.R03,
              GRADES,
              "2024_25",
              """
              a | LOP | 2024/25   | 12345678 | MA | | A | => accepted
              a | LOP | 2024/2025 | 12345678 | MA | | A | => superseded: R03
              a | LOP | 2024/25   | 12345678 | MA | | A | => superseded: R03
              a | LOP | 2024/25   | 12345678 | SV | | A | => accepted
              """),
          RuleCase.of(
              RowRule.R03,
              Municipalities.REGISTER,
              "2024",
              """
              1281 | 2011-07-01 | Lund | B3 | ML => accepted
              1281 | 2011-07-01 | Lund | B3 | ML => superseded: R03
              1281 | 2023-01-01 | Lund | B3 | ML => accepted
              """),
          RuleCase.of(
              RowRule.R04,
              GRADES,
              "2024_25",
              """
              a | LOP | 2024/25 | 12345678 | MA |     | A | => rejected: R04
              a | LOP | 2024/25 | 12345678 | MA |     | F | => rejected: R04
              a | LOP | 2024/25 | 87654321 | MA |     | F | => accepted
              b | LOP | 2024/25 | 12345678 | M2 | SPA | A | => accepted
              b | LOP | 2024/25 | 12345678 | M2 | FRA | F | => accepted
              """),
          RuleCase.of(
              RowRule.R04,
              CodeLists.REGISTER,
              "2024",
              """
              betyg | A | 2011-07-01 | | Utmärkt | | 20 => rejected: R04
              betyg | A | 2011-07-01 | | Utmärkt | | 2  => rejected: R04
              betyg | E | 2011-07-01 | | Godkänd | | 10 => accepted
              """),
          RuleCase.of(
              RowRule.R10,
              GRADES,
              "2024_25",
              """
              a | LOP | 2024/25 | 12345678 | SV  | | E | => rejected: R10
              a | LOP | 2024/25 | 12345678 | SVA | | F | => rejected: R10
              a | LOP | 2024/25 | 12345678 | MA  | | A | => accepted
              b | LOP | 2024/25 | 12345678 | SV  | | E | => accepted
              b | LOP | 2024/25 | 12345678 | SVA | | 9 | => accepted
              c | LOP | 2024/25 | 12345678 | SV  | | E | => accepted
              c | LOP | 2024/25 | 87654321 | SVA | | E | => accepted
              """),
          RuleCase.of(
              RowRule.R10,
              Year6Grades.REGISTER,
              "2024_25",
              """
              a | LOP | 2024/25 | 12345678 | SV  | | F => rejected: R10
              a | LOP | 2024/25 | 12345678 | SVA | | A => rejected: R10
              b | LOP | 2024/25 | 12345678 | SV  | | - => accepted
              b | LOP | 2024/25 | 12345678 | SVA | | A => accepted
              """),
          RuleCase.of(
              RowRule.R11,
              GRADES,
              "2024_25",
              """
              a | LOP | 2024/25 | 12345678 | MA | | E | => rejected: R11
              a | LOP | 2024/25 | 12345678 | MA | | 9 | => rejected: R11
              a | LOP | 2024/25 | 12345678 | SV | | 9 | => accepted
              b | LOP | 2024/25 | 12345678 | MA | | 9 | => rejected: R04
              b | LOP | 2024/25 | 12345678 | MA | | - | => rejected: R04
              """),
          RuleCase.of(
              RowRule.R13,
              YEAR9,
              "2024_25",
              """
              a            | LOP | 2024/25 | 12345678 | 1281 | 1 | 2009 | | => rejected: R13
              a            | LOP | 2024/25 | 87654321 | 1281 | 1 | 2008 | | => rejected: R13
              b            | LOP | 2024/25 | 12345678 | 1281 | 1 | 2009 | | => rejected: R13
              b            | LOP | 2024/25 | 12345678 | 1281 | 2 | 2009 | | => rejected: R13
              c            | LOP | 2024/25 | 12345678 | 1281 | 1 | 2009 | | => accepted
              c            | LOP | 2024/25 | 87654321 | 1281 | 1 | 2009 | | => accepted
              d            | LOP | 2024/25 | 12345678 | 1281 |   | 2009 | | => accepted
              d            | LOP | 2024/25 | 87654321 | 1281 | 1 |      | | => accepted
              e            | LOP | 2024/25 | 12345678 | 1281 | 1 | 2009 | | => accepted
              e            | LOP | 2024/25 | 87654321 | 1299 | 2 | 2009 | | => rejected: R07 hemkommun 9999
              20090127TF10 | TF  | 2024/25 | 12345678 | 1281 | 1 | 2009 | | => accepted
              20090127TF10 | TF  | 2024/25 | 12345678 | 1281 | 2 | 2008 | | => accepted
                           | PNR | 2024/25 | 12345678 | 1281 | 1 | 2009 | | => rejected: R02 id
                           | PNR | 2024/25 | 12345678 | 1281 | 2 | 2008 | | => rejected: R02 id
              """),
          RuleCase.of(
              RowRule.R13,
              UpperSecondaryEnrolments.REGISTER,
              "2024_25",
              """
              200801279985 | PNR | 2024/25 | 12345678 | NANAT | 1 | 1281 | 1 | 2008 | => rejected: R13
              080127-9985  | PNR | 2024/25 | 87654321 | NANAT | 1 | 1281 | 2 | 2008 | => rejected: R13
              a            | LOP | 2024/25 | 12345678 | NANAT | 1 | 1281 | 1 | 2008 | => accepted
              b            | LOP | 2024/25 | 12345678 | NANAT | 1 | 1281 | 2 | 2007 | => accepted
              """),
          RuleCase.of(
              RowRule.R19,
              IdentityChanges.REGISTER,
              "2024-01-01",
              """
              200901879981 | 2024-01-01 | 200901279984 | => accepted
              20090127TF10 | 2024-01-01 | 200901279984 | => rejected: R19 gammalt_id
              a81f         | 2024-01-01 | 20090127TF10 | => rejected: R19 nytt_id
              """),
          RuleCase.of(
                  RowRule.R19,
                  YEAR9,
                  "2024_25",
                  """
                  I | 20090127TF10 | TF  | 2024/25 | 12345678 | 1281 | 1 | 2009 | | => accepted
                  U | 20090127TF10 | TF  | 2024/25 | 12345678 | 1281 | 1 | 2009 | | => rejected: R19 id
                  D | 20090127TF10 | TF  | 2024/25 | 12345678 | 1281 | 1 | 2009 | | => rejected: R19 id
                  U | a81f         | LOP | 2024/25 | 12345678 | 1281 | 1 | 2009 | | => accepted
                  """)
              .inDelta(),
          RuleCase.of(
                  RowRule.R02,
                  GRADES,
                  "2024_25",
                  """
                  I | a | LOP | 2024/25 | 12345678 | MA | | A | => accepted
                  U | b | LOP | 2024/25 | 12345678 | MA | | A | => accepted
                  D | c | LOP | 2024/25 | 12345678 | MA | |   | => superseded
                  I | d | LOP | 2024/25 | 12345678 | MA | |   | => rejected: R02 betyg
                  D | e | LOP | 2024/25 | 12345678 |    | |   | => rejected: R02 amne
                  D |   | LOP | 2024/25 | 12345678 | MA | |   | => rejected: R02 id
                    | f | LOP | 2024/25 | 12345678 | MA | | A | => rejected: R02 op
                  """)
              .inDelta(),
          RuleCase.of(
                  RowRule.R05,
                  UpperSecondaryEnrolments.REGISTER,
                  "2024_25",
                  """
                  I | a | LOP | 2024/25 | 12345678 | NANAT | 1 | 1281 | 1 | 2008 | => accepted
                  D | b | LOP | 2024/25 | 12345678 |       |   |      |   |      | => superseded
                  u | c | LOP | 2024/25 | 12345678 | NANAT | 1 | 1281 | 1 | 2008 | => rejected: R05 op x
                  X | d | LOP | 2024/25 | 12345678 | NANAT | 1 | 1281 | 1 | 2008 | => rejected: R05 op x
                  """)
              .inDelta(),
          RuleCase.of(
                  RowRule.R20,
                  YEAR9,
                  "2024_25",
                  """
                  a | LOP | 2024/25 | 12345678 | 0114 | 1 | 2009 | | => accepted
                  b | LOP | 2024/25 | 87654321 | 1281 | 1 | 2009 | | => rejected: R20
                  c | LOP | 2024/25 | 99999999 | 1281 | 1 | 2009 | | => rejected: R06 skolenhetskod 99999999, R20
                  """)
              .within("kommun:1281"),
          RuleCase.of(
                  RowRule.R20,
                  GRADES,
                  "2024_25",
                  """
                  a | LOP | 2024/25 | 12345678 | MA | | A | => accepted
                  b | LOP | 2024/25 | 87654321 | MA | | A | => rejected: R20
                  """)
              .within("skolenhet:12345678"),
          RuleCase.of(
                  RowRule.R20,
                  ActivityResponsibility.REGISTER,
                  "2025H2",
                  """
                  a | LOP | 2025H2 | 1281 | 2025-09-01 | avbrott | | | | => accepted
                  b | LOP | 2025H2 | 0114 | 2025-09-01 | avbrott | | | | => rejected: R20
                  """)
              .within("kommun:1281"),
          RuleCase.of(
                  RowRule.R21,
                  EndedSchooling.REGISTER,
                  "2024_25",
                  """
                  200901279984 | PNR | 2024/25 | 12345678 | 8 => accepted
                  20090127TF12 | TF  | 2024/25 | 12345678 | 8 => accepted
                  twin-1       | LOP | 2024/25 | 12345678 | 8 => accepted
                  a81f         | LOP | 2024/25 | 12345678 | 8 => rejected: R21 id
                  200501011233 | PNR | 2024/25 | 12345678 | 8 => rejected: R21 id
                  200501011234 | PNR | 2024/25 | 12345678 | 8 => rejected: R01 id 999999999999
                  """)
              .underTheSampleKey(),
          RuleCase.of(
                  RowRule.R21,
                  IdentityChanges.REGISTER,
                  "2024-01-01",
                  """
                  200901879981 | 2024-01-01 | 200901279984 | => accepted
                  200501011233 | 2024-01-01 | 200901279984 | => rejected: R21 gammalt_id
                  twin-1       | 2024-01-01 | 200501011233 | => rejected: R21 nytt_id
                  """)
              .underTheSampleKey());

  private NeighbourRuleCases() {}
}
