package klara.history;

import java.util.List;

/** Lives in which it matters whose they are. */
final class PersonStories {
  static final List<Story> ALL =
      List.of(
          new Story(
              "the TF pupil",
              """
              # Every row is someone of its own: counted nowhere here
              TF:     year9     | 2018       | 1 | 1281  | all=C | 2
              TF:     enrolled  | 2019-2021  | 1 | NANAT | 1-3   | 1281
              TF:     document  | 2022-06-08 | E | 2500
              # Nor do such rows become those of another who has the id
              other:  year9     | 2018       | 1 | 1281  | SV=F
              other!  year9     | 2019       | 2 | 1280  | all=A | 2
              other!  enrolled  | 2019-2021  | 1 | NANAT | 1-3   | 1281
              other!  document  | 2022-06-08 | E | 2500
              other!  kaa       | 2019H2     | 1281 | 2019-09-01 | | true
              other!  occupation | 2023      | neither |
              other!  event     | 2020-01-01 | death |
              other!  absence   | 2018       | autumn | 100 | 0 | 100
              other!  background | 2018      | swedish | 3 | | 1264
              other:  2018      | compulsory | 9 | 1 | 1281 | 1281 | |
              other:  2019-2026 | unknown    |   |   |      | 1281 | |
              other:  facts     | is_protected=false background=unknown
              other:  counted   | year9
              other:  had       | merit not_in_upper_secondary
              """),
          new Story(
              "the twins",
              """
              # One day, one sex, one school, one home: two numbers
              one:   year9     | 2018       | 1 | 1281  | all=A
              two:   year9     | 2018       | 1 | 1281  | all=F
              one:   enrolled  | 2019-2021  | 1 | NANAT | 1-3 | 1281
              one:   document  | 2022-06-08 | E | 2500
              one:   2018      | compulsory           | 9   | 1 | 1281 | 1281 |    |
              one:   2019-2021 | national_preparatory | 1-3 | 1 | 1281 | 1281 | NA |
              one:   2022-2026 | unknown              |     |   |      | 1281 |    | diploma
              one:   facts     | merit_value_16=320.0
              one:   counted   | year9 upper
              one:   had       | grades diplomas
              two:   2018      | compulsory           | 9   | 1 | 1281 | 1281 |    |
              two:   2019-2026 | unknown              |     |   |      | 1281 |    |
              two:   facts     | merit_value_16=0.0
              two:   counted   | year9
              two:   had       | merit not_in_upper_secondary
              """),
          new Story(
              "the protected identity",
              """
              # Seen once, in the last year: it holds for all
              year9     | 2018       | 1 | 1281  | all=C | 0
              enrolled  | 2019-2020  | 1 | NANAT | 1-2 | 1281 |
              enrolled  | 2021       | 1 | NANAT | 3   | 1281 | 1
              document  | 2022-06-08 | E | 2500
              2018      | compulsory           | 9   | 1 | 1281 | 1281 |    |
              2019-2021 | national_preparatory | 1-3 | 1 | 1281 | 1281 | NA |
              2022-2026 | unknown              |     |   |      | 1281 |    | diploma
              facts     | is_protected=true
              counted   | year9 upper
              had       | grades diplomas
              """),
          new Story(
              "another id in the middle of upper secondary school",
              """
              old: year9      | 2018       | 1    | 1281  | all=C
              old: kaa        | 2019H2     | 1281 | 2019-09-01 | 2019-09-20 | true
              old: enrolled   | 2019       | 1    | NANAT | 1   | 1281
              change          | 2020-03-01 | old  | new
              new: enrolled   | 2020-2021  | 1    | NANAT | 2-3 | 1281
              new: document   | 2022-06-08 | E    | 2500
              new: occupation | 2023       | work |
              new: 2018       | compulsory           | 9   | 1 | 1281 | 1281 |    |
              new: 2019-2021  | national_preparatory | 1-3 | 1 | 1281 | 1281 | NA |
              new: 2022       | unknown              |     |   |      | 1281 |    | diploma
              new: 2023       | work                 |     |   |      | 1281 |    | diploma
              new: 2024-2026  | unknown              |     |   |      | 1281 |    | diploma
              new: facts      | merit_value_16=240.0 activity_registered_on=2019-09-01
              new: counted    | year9 upper neither_work_nor_study
              new: had        | grades in_activity_responsibility diplomas
              """),
          new Story(
              "two ids enrolled on one 15 October",
              """
              # One unit says it under both: one unit. The higher study year counts
              old:  enrolled  | 2019-2020  | 1   | NANAT | 1 | 1281
              new:  enrolled  | 2020       | 1   | NANAT | 2 | 1281
              change          | 2020-09-01 | old | new
              new:  2019      | national_preparatory | 1 | 1 | 1281 | 1281 | NA | | units=1
              new:  2020      | national_preparatory | 2 | 1 | 1281 | 1281 | NA | | units=1
              new:  2021-2026 | unknown              |   |   |      | 1281 |    |
              # From 2021 on no more: two 15 Octobers without school
              new:  counted   | upper
              new:  had       | early_leaving
              """),
          new Story(
              "three ids, the first of them protected",
              """
              a: year9     | 2018       | 1 | 1281  | all=E | 2
              change       | 2019-09-01 | a | b
              b: enrolled  | 2019       | 1 | BABYG | 1 | 1281
              change       | 2020-09-01 | b | c
              c: enrolled  | 2020-2021  | 1 | BABYG | 2-3 | 1281
              c: document  | 2022-06-08 | L | 2500
              c: 2018      | compulsory          | 9   | 1 | 1281 | 1281 |    |
              c: 2019-2021 | national_vocational | 1-3 | 1 | 1281 | 1281 | BA |
              c: 2022-2026 | unknown             |     |   |      | 1281 |    | diploma
              c: facts     | is_protected=true
              c: counted   | year9 upper
              c: had       | grades diplomas
              """),
          new Story(
              "a change of id that is still to come",
              """
              old: year9     | 2018       | 1   | 1281 | all=E
              new: enrolled  | 2019       | 1   | BABYG | 1 | 1281
              change         | 2026-11-23 | old | new
              old: 2018      | compulsory          | 9 | 1 | 1281 | 1281 |    |
              old: 2019-2026 | unknown             |   |   |      | 1281 |    |
              old: counted   | year9
              old: had       | grades not_in_upper_secondary
              new: 2019      | national_vocational | 1 | 1 | 1281 | 1281 | BA |
              new: 2020-2026 | unknown             |   |   |      | 1281 |    |
              new: counted   | upper
              new: had       | interruption interruption_without_return early_leaving
              """),
          new Story(
              "from a TF number to one that can be followed",
              """
              # What came under the TF number stays nobody's
              TF:  year9     | 2018       | 1  | 1281  | all=E
              change         | 2019-09-01 | TF | new
              new: enrolled  | 2019-2021  | 1  | BABYG | 1-3 | 1281
              new: document  | 2022-06-08 | L  | 2500
              new: 2019-2021 | national_vocational | 1-3 | 1 | 1281 | 1281 | BA |
              new: 2022-2026 | unknown             |     |   |      | 1281 |    | diploma
              new: facts     | cohort= year9_school_year=
              new: counted   | upper
              new: had       | diplomas
              """));

  private PersonStories() {}
}
