package klara.register;

import java.util.List;

/** Rows that keep and that break the rules which one row can break by itself. */
final class RowRuleCases {
  private static final Register YEAR9 = Year9Students.REGISTER;
  private static final Register GRADES = Year9Grades.REGISTER;
  private static final Register ENROLMENTS = UpperSecondaryEnrolments.REGISTER;

  static final List<RuleCase> ALL =
      List.of(
          RuleCase.of(
              RowRule.R01,
              YEAR9,
              "2024_25",
              """
              200901279984 | PNR | 2024/25 | 12345678 | 1281 | 1 | 2009 | | => accepted
              200901879981 | SAM | 2024/25 | 12345678 | 1281 | 2 | 2009 | | => accepted
              20090127TF10 | TF  | 2024/25 | 12345678 | 1281 | 1 | 2009 | | => accepted
              a81f         | LOP | 2024/25 | 12345678 | 1281 | 2 | 2009 | | => accepted
              200901279985 | PNR | 2024/25 | 12345678 | 1281 | 1 | 2009 | | => rejected: R01 id 999999999999
              200902299985 | PNR | 2024/25 | 12345678 | 1281 | 1 | 2009 | | => rejected: R01 id 999999999999
              200901879981 | PNR | 2024/25 | 12345678 | 1281 | 1 | 2009 | | => rejected: R01 id 999999999999
              20090127TFX0 | TF  | 2024/25 | 12345678 | 1281 | 1 | 2009 | | => rejected: R01 id 99999999xxx9
              200901279984 | XYZ | 2024/25 | 12345678 | 1281 | 1 | 2009 | | => rejected: R01 id 999999999999
              """),
          RuleCase.of(
              RowRule.R01,
              IdentityChanges.REGISTER,
              "2024-01-01",
              """
              200901879981 | 2024-01-01 | 200901279984 | => accepted
              200901879982 | 2024-01-02 | 200901279984 | => rejected: R01 gammalt_id 999999999999
              200901879981 | 2024-01-03 | 200901279983 | => rejected: R01 nytt_id 999999999999
              """),
          RuleCase.of(
              RowRule.R02,
              GRADES,
              "2024_25",
              """
              a | LOP | 2024/25 | 12345678 | MA |  | A | => accepted
                | LOP | 2024/25 | 12345678 | MA |  | A | => rejected: R02 id
              b |     | 2024/25 | 12345678 | MA |  | A | => rejected: R02 id x
              c | LOP |         | 12345678 | MA |  | A | => rejected: R02 lasar
              d | LOP | 2024/25 |          | MA |  | A | => rejected: R02 skolenhetskod
              e | LOP | 2024/25 | 12345678 |    |  | A | => rejected: R02 amne
              f | LOP | 2024/25 | 12345678 | MA |  |   | => rejected: R02 betyg
              """),
          RuleCase.of(
              RowRule.R05,
              GRADES,
              "2024_25",
              """
              a | LOP | 2024/25 | 12345678 | M2 | SPA | E | 1 => accepted
              b | LOP | 2024/25 | 12345678 | MA |     | 9 |   => accepted
              c | LOP | 2024/25 | 12345678 | QQ |     | E |   => rejected: R05 amne xx
              d | LOP | 2024/25 | 12345678 | MA |     | G |   => rejected: R05 betyg x
              e | LOP | 2024/25 | 12345678 | MA |     | 0 |   => rejected: R05 betyg 9
              """),
          RuleCase.of(
              RowRule.R05,
              UpperSecondaryCertificates.REGISTER,
              "2024_25",
              """
              a | LOP | 12345678 | 2025-06-10 | E   | NANAT | 2500 | 1 | GY11  => accepted
              b | LOP | 12345678 | 2025-06-10 | Q   | NANAT | 2500 | 1 | GY11  => rejected: R05 typ x
              c | LOP | 12345678 | 2025-06-10 | IBD | NANAT | 2500 | 1 | GY70  => rejected: R05 laroplan xx99
              """),
          RuleCase.of(
              RowRule.R05,
              UpperSecondaryApplications.REGISTER,
              "2025",
              """
              a | LOP | 2025 | 1 | 12345678 | MA25F | 1 | 210,5 => accepted
              b | LOP | 2025 | 1 | 12345678 | FSXXX | 0 |       => accepted
              c | LOP | 2025 | 1 | 12345678 | HAHAN | 0 |       => rejected: R05 studievagskod xxxxx
              """),
          RuleCase.of(
              RowRule.R06,
              ENROLMENTS,
              "2024_25",
              """
              a | LOP | 2024/25 | 12345678 | NANAT | 1 | 1281 | 1 | 2008 | => accepted
              b | LOP | 2024/25 | 99999999 | NANAT | 1 | 1281 | 1 | 2008 | => rejected: R06 skolenhetskod 99999999
              """),
          RuleCase.of(
              RowRule.R06,
              Interventions.REGISTER,
              "2025",
              """
              i1 | Läxhjälp | Lund | skolenhet | 12345678 | 8,9 | 2025-08-01 | | | | 2025-06-01 => accepted
              i2 | Läxhjälp | Lund | skolenhet | 99999999 | 8,9 | 2025-08-01 | | | | 2025-06-01 => rejected: R06 kod 99999999
              i3 | Läxhjälp | Lund | skolenhet | 1281     | 8,9 | 2025-08-01 | | | | 2025-06-01 => rejected: R06 kod 9999
              """),
          RuleCase.of(
              RowRule.R07,
              YEAR9,
              "2024_25",
              """
              a | LOP | 2024/25 | 12345678 | 0114 | 1 | 2009 | | => accepted
              b | LOP | 2024/25 | 12345678 |      | 1 | 2009 | | => accepted
              c | LOP | 2024/25 | 12345678 | 114  | 1 | 2009 | | => rejected: R07 hemkommun 999
              d | LOP | 2024/25 | 12345678 | 1299 | 1 | 2009 | | => rejected: R07 hemkommun 9999
              e | LOP | 2024/25 | 12345678 | Lund | 1 | 2009 | | => rejected: R07 hemkommun xxxx
              f | LOP | 2024/25 | 12345678 | 0000 | 1 | 2009 | | => rejected: R07 hemkommun 9999
              """),
          RuleCase.of(
              RowRule.R07,
              AggregateFigures.REGISTER,
              "2025",
              """
              S | t | 2024/25 | riket      | 0000 | samtliga | T | a | 1 | | 1 => accepted
              S | t | 2024/25 | lan        | 12   | samtliga | T | a | 1 | | 1 => accepted
              S | t | 2024/25 | hemkommun  | 1281 | samtliga | T | a | 1 | | 1 => accepted
              S | t | 2024/25 | hemkommun  | 1299 | samtliga | T | a | 1 | | 1 => rejected: R07 kod 9999
              S | t | 2024/25 | skolkommun | 114  | samtliga | T | a | 1 | | 1 => rejected: R07 kod 999
              """),
          RuleCase.of(
              RowRule.R07,
              Interventions.REGISTER,
              "2025",
              """
              i1 | Läxhjälp | Lund | kommun | 1281 | 8,9 | 2025-08-01 | | | | 2025-06-01 => accepted
              i2 | Läxhjälp | Lund | kommun | 128  | 8,9 | 2025-08-01 | | | | 2025-06-01 => rejected: R07 kod 999
              """),
          RuleCase.of(
              RowRule.R08,
              YEAR9,
              "2024_25",
              """
              a | LOP | 2024/25 | 12345678 | 1281 | 1 | 2009 | 2 | 1  => accepted
              b | LOP | 2024/25 | 12345678 | 1281 | 1 |      |   |    => accepted
              c | LOP | 2024/25 | 12345678 | 1281 | 1 | 2OO9 |   |    => rejected: R08 fodelsear 9xx9
              d | LOP | 2024/25 | 12345678 | 1281 | 1 | 2009 | 3 |    => rejected: R08 skydd 9
              e | LOP | 2024/25 | 12345678 | 1281 | 1 | 2009 |   | ja => rejected: R08 anpassad_timplan xx
              """),
          RuleCase.of(
              RowRule.R08,
              UpperSecondaryApplications.REGISTER,
              "2024",
              """
              a | LOP | 2024 | 1   | 12345678 | NANAT | 1 | 340,0 => accepted
              b | LOP | 2024 | 1   | 12345678 | NANAT | 1 | 340,1 => rejected: R08 meritvarde 999,9
              c | LOP | 2024 | 0   | 12345678 | NANAT | 1 | 300,5 => rejected: R08 valnr 9
              d | LOP | 2024 | 1,5 | 12345678 | NANAT | 1 | 300,5 => rejected: R08 valnr 9,9
              e | LOP | 24   | 1   | 12345678 | NANAT | 1 | 300,5 => rejected: R08 ar 99
              """),
          RuleCase.of(
              RowRule.R09,
              GRADES,
              "2024_25",
              """
              a | LOP | 2024/25   | 12345678 | MA |  | A | => accepted
              b | LOP | 2024/2025 | 12345678 | MA |  | A | => accepted
              c | LOP | 2023/24   | 12345678 | MA |  | A | => rejected: R09 lasar 9999/99
              d | LOP | 2024      | 12345678 | MA |  | A | => rejected: R09 lasar 9999
              e | LOP | 2024/26   | 12345678 | MA |  | A | => rejected: R09 lasar 9999/99
              """),
          RuleCase.of(
              RowRule.R09,
              ActivityResponsibility.REGISTER,
              "2025H2",
              """
              a | LOP | 2025H2 | 1281 | 2025-09-01 | avbrott | | | | => accepted
              b | LOP | 2025H1 | 1281 | 2025-03-01 | avbrott | | | | => rejected: R09 halvar 9999x9
              c | LOP | 2025   | 1281 | 2025-09-01 | avbrott | | | | => rejected: R08 halvar 9999, R09 halvar 9999
              """),
          RuleCase.of(
              RowRule.R12,
              YEAR9,
              "2024_25",
              """
              a | LOP | 2024/25 | 12345678 | 1281 | 1 | 2010 | | => accepted
              b | LOP | 2024/25 | 12345678 | 1281 | 1 | 2006 | | => accepted
              c | LOP | 2024/25 | 12345678 | 1281 | 1 | 2011 | | => warned: R12 fodelsear 9999
              d | LOP | 2024/25 | 12345678 | 1281 | 1 | 2005 | | => warned: R12 fodelsear 9999
              e | LOP | 2024/25 | 12345678 | 1281 | 3 | 2005 | | => rejected: R05 kon 9, R12 fodelsear 9999
              """),
          RuleCase.of(
              RowRule.R12,
              ENROLMENTS,
              "2024_25",
              """
              a | LOP | 2024/25 | 12345678 | NANAT | 1 | 1281 | 1 | 2009 | => accepted
              b | LOP | 2024/25 | 12345678 | NANAT | 1 | 1281 | 1 | 1999 | => accepted
              c | LOP | 2024/25 | 12345678 | NANAT | 1 | 1281 | 1 | 2010 | => warned: R12 fodelsear 9999
              d | LOP | 2024/25 | 12345678 | NANAT | 1 | 1281 | 1 | 1998 | => warned: R12 fodelsear 9999
              """),
          RuleCase.of(
              RowRule.R14,
              EndedSchooling.REGISTER,
              "2024_25",
              """
              a  | LOP | 2024/25 | 12345678 | 8 => accepted
              !b | LOP | 2024/25 | 12345678 | 8 => rejected: R14
              """),
          RuleCase.of(
              RowRule.R15,
              EndedSchooling.REGISTER,
              "2024_25",
              """
              a  | LOP | 2024/25 | 12345678 | 8 => accepted
              ?b | LOP | 2024/25 | 12345678 | 8 => rejected: R15
              """),
          RuleCase.of(
              RowRule.R16,
              AbsenceReports.REGISTER,
              "2024_25",
              """
              a | LOP | 2024/25 | HT | 12345678 | GR | 9 | 60,5 | 39.5 | 100 | 0,95 => accepted
              b | LOP | 2024/25 | HT | 12345678 | GR | 9 |      | 39.5 | 30  |      => accepted
              c | LOP | 2024/25 | HT | 12345678 | GR | 9 | 60,5 | 39.6 | 100 |      => rejected: R16
              d | LOP | 2024/25 | HT | 12345678 | GR | 9 | -1   | 0    | 100 |      => rejected: R08 giltig_tim -9
              """),
          RuleCase.of(
              RowRule.R17,
              ActivityMeasures.REGISTER,
              "2025H2",
              """
              a | LOP | 1281 | 2025H2 | praktik | 2025-09-01 | 2025-09-01 | => accepted
              b | LOP | 1281 | 2025H2 | praktik | 2025-09-01 |            | => accepted
              c | LOP | 1281 | 2025H2 | praktik | 2025-09-01 | 2025-08-31 | => rejected: R17 slut
              """));

  private RowRuleCases() {}
}
