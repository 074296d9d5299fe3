package klara.history;

import java.util.List;

/** Lives in which what comes instead of school, or after it, is what matters. */
final class LeavingStories {
  static final List<Story> ALL =
      List.of(
          new Story(
              "dies before the next 15 October, on it and after it",
              """
              before: enrolled  | 2019       | 1     | NANAT | 1 | 1281
              before: event     | 2020-05-01 | death |
              before: 2019      | national_preparatory | 1 | 1 | 1281 | 1281 | NA |
              before: 2020-2026 | died                 |   |   |      |      |    |
              before: counted   | upper
              before: had       |
              on:     enrolled  | 2019       | 1     | NANAT | 1 | 1281
              on:     event     | 2020-10-15 | death |
              on:     2019      | national_preparatory | 1 | 1 | 1281 | 1281 | NA |
              on:     2020-2026 | died                 |   |   |      |      |    |
              on:     counted   | upper
              on:     had       |
              # Had left while alive; not gone for two 15 Octobers
              after:  enrolled  | 2019       | 1     | NANAT | 1 | 1281
              after:  event     | 2020-10-16 | death |
              after:  2019      | national_preparatory | 1 | 1 | 1281 | 1281 | NA |
              after:  2020      | unknown              |   |   |      | 1281 |    |
              after:  2021-2026 | died                 |   |   |      |      |    |
              after:  counted   | upper
              after:  had       | interruption
              """),
          new Story(
              "emigrates and stays away",
              """
              enrolled  | 2019       | 1          | NANAT | 1 | 1281
              event     | 2020-03-01 | emigration |
              2019      | national_preparatory | 1 | 1 | 1281 | 1281 | NA |
              2020-2026 | moved_abroad         |   |   |      |      |    |
              facts     | left_country_on=2020-03-01
              counted   | upper
              had       | moved_abroad_within_1_year
              """),
          new Story(
              "emigrates and returns to school",
              """
              enrolled  | 2019       | 1           | NANAT | 1 | 1281
              event     | 2020-03-01 | emigration  |
              event     | 2021-08-01 | immigration | 1281
              enrolled  | 2021-2023  | 1           | NANAT | 1-3 | 1281
              document  | 2024-06-05 | E           | 2500
              2019      | national_preparatory | 1   | 1 | 1281 | 1281 | NA |
              2020      | moved_abroad         |     |   |      |      |    |
              2021-2023 | national_preparatory | 1-3 | 1 | 1281 | 1281 | NA |
              2024-2026 | unknown              |     |   |      | 1281 |    | diploma
              # That a later return is known does not take back that the day was spent abroad
              facts     | left_country_on=
              counted   | upper
              had       | moved_abroad_within_1_year diploma_within_5_years
              """),
          new Story(
              "emigrates and returns, but not to school",
              """
              enrolled  | 2019       | 1           | NANAT | 1 | 1281
              event     | 2020-03-01 | emigration  |
              event     | 2022-09-01 | immigration | 1280
              2019      | national_preparatory | 1   | 1 | 1281 | 1281 | NA |
              2020-2021 | moved_abroad         |     |   |      |      |    |
              2022-2026 | unknown              |     |   |      | 1280 |    |
              # Missed when here again: in 2022 and 2023, the third and fourth year
              counted   | upper
              had       | moved_abroad_within_1_year early_leaving
              """),
          new Story(
              "emigrates, returns and emigrates",
              """
              enrolled  | 2019       | 1           | NANAT | 1 | 1281
              event     | 2020-03-01 | emigration  |
              event     | 2021-01-10 | immigration | 1280
              event     | 2022-01-10 | emigration  |
              2019      | national_preparatory | 1   | 1 | 1281 | 1281 | NA |
              2020      | moved_abroad         |     |   |      |      |    |
              2021      | unknown              |     |   |      | 1280 |    |
              2022-2026 | moved_abroad         |     |   |      |      |    |
              # Here and not enrolled on one 15 October alone, and that is not the next
              facts     | left_country_on=2022-01-10
              counted   | upper
              had       | moved_abroad_within_1_year
              """),
          new Story(
              "emigrates on 15 October and on the 16th",
              """
              on:    enrolled  | 2019       | 1          | NANAT | 1 | 1281
              on:    event     | 2020-10-15 | emigration |
              on:    2019      | national_preparatory | 1 | 1 | 1281 | 1281 | NA |
              on:    2020-2026 | moved_abroad         |   |   |      |      |    |
              on:    counted   | upper
              on:    had       | moved_abroad_within_1_year
              after: enrolled  | 2019       | 1          | NANAT | 1 | 1281
              after: event     | 2020-10-16 | emigration |
              after: 2019      | national_preparatory | 1 | 1 | 1281 | 1281 | NA |
              after: 2020      | unknown              |   |   |      | 1281 |    |
              after: 2021-2026 | moved_abroad         |   |   |      |      |    |
              after: counted   | upper
              after: had       | interruption
              """),
          new Story(
              "enrolled though the register says abroad",
              """
              enrolled  | 2019-2021  | 1          | NANAT | 1-3 | 1281
              event     | 2020-03-01 | emigration |
              document  | 2022-06-08 | E          | 2500
              2019-2021 | national_preparatory | 1-3 | 1 | 1281 | 1281 | NA |
              2022-2026 | moved_abroad         |     |   |      |      |    | diploma
              counted   | upper
              had       | diplomas
              """),
          new Story(
              "dies on the day of leaving the country",
              """
              enrolled  | 2019       | 1          | NANAT | 1 | 1281
              event     | 2020-03-01 | emigration |
              event     | 2020-03-01 | death      |
              # Nothing comes after death
              event     | 2021-03-01 | emigration |
              2019      | national_preparatory | 1 | 1 | 1281 | 1281 | NA |
              2020-2026 | died                 |   |   |      |      |    |
              counted   | upper
              had       | moved_abroad_within_1_year
              """),
          new Story(
              "activity responsibility with contact, ended by a programme",
              """
              year9     | 2018          | 1    | 1281       | all=E
              kaa       | 2019H2-2020H1 | 1281 | 2019-09-20 |            | true
              kaa       | 2020H2        | 1281 | 2019-09-20 | 2020-08-18 | true
              enrolled  | 2020-2021     | 1    | IMV        | 1-2        | 1281
              2018      | compulsory                    | 9   | 1 | 1281 | 1281 |     | | is_in_activity_responsibility=false is_contacted=
              2019      | activity_responsibility       |     |   |      | 1281 |     | | is_in_activity_responsibility=true is_contacted=true activity_known_on=2020-06-01
              # Still registered in August, not on 15 October
              2020      | introduction_programme_choice | 1   | 1 | 1281 | 1281 | IMV | | is_in_activity_responsibility=false was_in_activity_responsibility=true is_contacted=true
              2021      | introduction_programme_choice | 2   | 1 | 1281 | 1281 | IMV | | was_in_activity_responsibility=false is_contacted=
              2022-2026 | unknown                       |     |   |      | 1281 |     |
              facts     | activity_registered_on=2019-09-20 is_activity_contacted=true
              counted   | year9 upper
              had       | grades not_in_upper_secondary in_activity_responsibility early_leaving
              """),
          new Story(
              "activity responsibility without contact",
              """
              year9     | 2018          | 1    | 1281       | all=E
              kaa       | 2019H2-2020H2 | 1281 | 2019-10-15 | | false
              2018      | compulsory              | 9 | 1 | 1281 | 1281 | |
              # Registered on the very day; no report of 2021 says that it goes on
              2019-2020 | activity_responsibility |   |   |      | 1281 | | | is_contacted=false
              2021-2026 | unknown                 |   |   |      | 1281 | | | is_contacted=
              facts     | is_activity_contacted=false
              counted   | year9
              had       | grades not_in_upper_secondary in_activity_responsibility
              """),
          new Story(
              "activity responsibility, of contact nothing is said",
              """
              year9     | 2018   | 1    | 1281       | all=E
              kaa       | 2019H2 | 1281 | 2019-09-20 | |
              2018      | compulsory              | 9 | 1 | 1281 | 1281 | |
              2019      | activity_responsibility |   |   |      | 1281 | | | is_contacted=
              2020-2026 | unknown                 |   |   |      | 1281 | |
              facts     | is_activity_contacted=
              counted   | year9
              had       | grades not_in_upper_secondary in_activity_responsibility
              """),
          new Story(
              "activity responsibility of two municipalities",
              """
              year9     | 2018   | 1    | 1281       | all=E
              kaa       | 2019H2 | 1281 | 2019-09-01 | 2019-12-01 | false
              kaa       | 2019H2 | 1280 | 2019-10-01 |            | true
              kaa       | 2020H1 | 1280 | 2019-10-01 | 2020-02-01 | true
              # Once, and reached by one of them; neither says where the home is
              2018      | compulsory              | 9 | 1 | 1281 | 1281 | |
              2019      | activity_responsibility |   |   |      | 1281 | | | is_contacted=true
              2020-2026 | unknown                 |   |   |      | 1281 | |
              facts     | activity_registered_on=2019-09-01 is_activity_contacted=true
              counted   | year9
              had       | grades not_in_upper_secondary in_activity_responsibility
              """),
          new Story(
              "activity responsibility ended on 15 October and on the 16th",
              """
              on:    year9     | 2018   | 1    | 1281       | all=E
              on:    kaa       | 2019H2 | 1281 | 2019-09-01 | 2019-10-15 | true
              on:    2018      | compulsory              | 9 | 1 | 1281 | 1281 | |
              on:    2019-2026 | unknown                 |   |   |      | 1281 | |
              on:    counted   | year9
              on:    had       | grades not_in_upper_secondary in_activity_responsibility
              after: year9     | 2018   | 1    | 1281       | all=E
              after: kaa       | 2019H2 | 1281 | 2019-09-01 | 2019-10-16 | true
              after: 2018      | compulsory              | 9 | 1 | 1281 | 1281 | |
              after: 2019      | activity_responsibility |   |   |      | 1281 | |
              after: 2020-2026 | unknown                 |   |   |      | 1281 | |
              after: counted   | year9
              after: had       | grades not_in_upper_secondary in_activity_responsibility
              """),
          new Story(
              "activity responsibility from the last day of the year of turning nineteen, and the next",
              """
              last: year9     | 2018   | 1    | 1281       | all=E
              last: kaa       | 2022H2 | 1281 | 2022-12-31 | | true
              last: 2018      | compulsory | 9 | 1 | 1281 | 1281 | |
              last: 2019-2026 | unknown    |   |   |      | 1281 | |
              last: counted   | year9
              last: had       | grades not_in_upper_secondary in_activity_responsibility
              next: year9     | 2018   | 1    | 1281       | all=E
              next: kaa       | 2023H1 | 1281 | 2023-01-01 | | true
              next: 2018      | compulsory | 9 | 1 | 1281 | 1281 | |
              next: 2019-2026 | unknown    |   |   |      | 1281 | |
              next: counted   | year9
              next: had       | grades not_in_upper_secondary
              """),
          new Story(
              "activity responsibility beside enrolment, work and neither",
              """
              year9      | 2018          | 1       | 1281       | all=E
              kaa        | 2019H2-2021H2 | 1281    | 2019-09-01 | | true
              enrolled   | 2019          | 1       | BABYG      | 1 | 1281
              occupation | 2019          | study   | upper_secondary
              occupation | 2020          | work    |
              occupation | 2021-2022     | neither |
              2018       | compulsory              | 9 | 1 | 1281 | 1281 |    |
              2019       | national_vocational     | 1 | 1 | 1281 | 1281 | BA | | is_in_activity_responsibility=true
              2020       | work                    |   |   |      | 1281 |    | | is_in_activity_responsibility=true
              2021       | activity_responsibility |   |   |      | 1281 |    | | occupation_status=neither
              2022       | neither                 |   |   |      | 1281 |    | | is_in_activity_responsibility=false
              2023-2026  | unknown                 |   |   |      | 1281 |    |
              # Of the year of turning twenty, 2023, nothing is told
              counted    | year9 upper
              had        | grades in_activity_responsibility interruption interruption_without_return early_leaving
              """),
          new Story(
              "neither work nor study at twenty",
              """
              year9      | 2018 | 1       | 1281 | all=E
              occupation | 2023 | neither |
              2018       | compulsory | 9 | 1 | 1281 | 1281 | |
              2019-2022  | unknown    |   |   |      | 1281 | |
              2023       | neither    |   |   |      | 1281 | | | occupation_known_on=2025-05-01
              2024-2026  | unknown    |   |   |      | 1281 | |
              counted    | year9 neither_work_nor_study
              had        | grades not_in_upper_secondary neither_work_nor_study
              """),
          new Story(
              "occupation unknown at twenty",
              """
              year9      | 2018 | 1       | 1281 | all=E
              occupation | 2022 | neither |
              occupation | 2023 | unknown |
              2018       | compulsory | 9 | 1 | 1281 | 1281 | |
              2019-2021  | unknown    |   |   |      | 1281 | |
              2022       | neither    |   |   |      | 1281 | |
              2023       | unknown    |   |   |      | 1281 | | | occupation_status=unknown
              2024-2026  | unknown    |   |   |      | 1281 | |
              counted    | year9
              had        | grades not_in_upper_secondary
              """),
          new Story(
              "work and study at twenty",
              """
              year9      | 2018 | 1    | 1281 | all=E
              occupation | 2023 | both | higher_education
              2018       | compulsory | 9 | 1 | 1281 | 1281 | |
              2019-2022  | unknown    |   |   |      | 1281 | |
              2023       | study      |   |   |      | 1281 | | | form_of_study=higher_education
              2024-2026  | unknown    |   |   |      | 1281 | |
              counted    | year9 neither_work_nor_study
              had        | grades not_in_upper_secondary
              """),
          new Story(
              "neither at twenty-four, and study",
              """
              # The timeline ends with the year of turning twenty-six
              neither: born       | 1998
              neither: year9      | 2013 | 1       | 1281 | all=E
              neither: occupation | 2018 | work    |
              neither: occupation | 2022 | neither |
              neither: 2013       | compulsory | 9 | 1 | 1281 | 1281 | |
              neither: 2014-2017  | unknown    |   |   |      | 1281 | |
              neither: 2018       | work       |   |   |      | 1281 | |
              neither: 2019-2021  | unknown    |   |   |      | 1281 | |
              neither: 2022       | neither    |   |   |      | 1281 | |
              neither: 2023-2024  | unknown    |   |   |      | 1281 | |
              neither: counted    | year9 neither_work_nor_study neither_work_nor_study_at_24
              neither: had        | grades not_in_upper_secondary neither_work_nor_study_at_24
              studies: born       | 1998
              studies: year9      | 2013 | 1     | 1281 | all=E
              studies: occupation | 2022 | study | higher_education
              studies: 2013       | compulsory | 9 | 1 | 1281 | 1281 | |
              studies: 2014-2021  | unknown    |   |   |      | 1281 | |
              studies: 2022       | study      |   |   |      | 1281 | |
              studies: 2023-2024  | unknown    |   |   |      | 1281 | |
              studies: counted    | year9 neither_work_nor_study_at_24
              studies: had        | grades not_in_upper_secondary
              """),
          new Story(
              "adult education after an interruption",
              """
              year9      | 2018 | 1     | 1281  | all=E
              enrolled   | 2019 | 1     | BABYG | 1 | 1281
              occupation | 2021 | study | adult_education
              occupation | 2022 | both  | folk_high_school
              occupation | 2023 | work  |
              2018       | compulsory          | 9 | 1 | 1281 | 1281 |    |
              2019       | national_vocational | 1 | 1 | 1281 | 1281 | BA |
              2020       | unknown             |   |   |      | 1281 |    |
              2021-2022  | adult_education     |   |   |      | 1281 |    |
              2023       | work                |   |   |      | 1281 |    |
              2024-2026  | unknown             |   |   |      | 1281 |    |
              # Out of upper secondary school all the same
              counted    | year9 upper neither_work_nor_study
              had        | grades interruption interruption_without_return early_leaving
              """),
          new Story(
              "higher education after the diploma",
              """
              year9      | 2018       | 1     | 1281  | all=A
              enrolled   | 2019-2021  | 1     | NANAT | 1-3 | 1281
              document   | 2022-06-08 | E     | 2500
              occupation | 2022       | both  | higher_education
              occupation | 2023       | study | higher_vocational
              occupation | 2024-2025  | work  |
              2018       | compulsory           | 9   | 1 | 1281 | 1281 |    |
              2019-2021  | national_preparatory | 1-3 | 1 | 1281 | 1281 | NA |
              2022-2023  | study                |     |   |      | 1281 |    | diploma
              2024       | work                 |     |   |      | 1281 |    | diploma
              # Of 2025 it is known on 1 May 2027
              2025-2026  | unknown              |     |   |      | 1281 |    | diploma | occupation_status=
              counted    | year9 upper neither_work_nor_study
              had        | grades diplomas
              """),
          new Story(
              "an emigration that is not known yet",
              """
              enrolled  | 2019-2021  | 1          | NANAT | 1-3 | 1281
              document  | 2022-06-08 | E          | 2500
              event     | 2026-03-01 | emigration |
              2019-2021 | national_preparatory | 1-3 | 1 | 1281 | 1281 | NA |
              2022-2026 | unknown              |     |   |      | 1281 |    | diploma
              facts     | left_country_on=
              counted   | upper
              had       | diplomas
              """));

  private LeavingStories() {}
}
