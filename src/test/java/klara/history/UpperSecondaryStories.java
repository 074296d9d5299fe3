package klara.history;

import java.util.List;

/** Lives in which the way through upper secondary school is what matters. */
final class UpperSecondaryStories {
  static final List<Story> ALL =
      List.of(
          new Story(
              "the mover",
              """
              year9     | 2018       | 1    | 1281  | all=C
              event     | 2019-07-15 | move | 1280
              enrolled  | 2019-2020  | 1    | NANAT | 1-2 | 1280
              event     | 2021-03-01 | move | 1264
              enrolled  | 2021       | 1    | NANAT | 3   | 1264
              document  | 2022-06-08 | E    | 2500
              event     | 2022-10-15 | move | 1293
              event     | 2023-10-16 | move | 1290
              2018      | compulsory           | 9   | 1 | 1281 | 1281 |    |
              2019-2020 | national_preparatory | 1-2 | 1 | 1281 | 1280 | NA |
              2021      | national_preparatory | 3   | 1 | 1281 | 1264 | NA |
              # On 15 October itself the home is the new one
              2022-2023 | unknown              |     |   |      | 1293 |    | diploma
              2024-2026 | unknown              |     |   |      | 1290 |    | diploma
              facts     | left_home_municipality_code=1281 start_home_municipality_code=1280
              counted   | year9 upper
              had       | grades diplomas
              """),
          new Story(
              "a home on which registers disagree",
              """
              year9      | 2018       | 1       | 1281  | all=C
              enrolled   | 2019       | 1       | NANAT | 1 | 1281
              event      | 2019-09-01 | move    | 1280
              background | 2019       | swedish | 3 | | 1264
              background | 2020       | swedish | 3 | | 1264
              event      | 2021-01-10 | move    | 1293
              # The enrolment before a move, a move before the last 31 December
              2018       | compulsory           | 9 | 1 | 1281 | 1281 |    |
              2019       | national_preparatory | 1 | 1 | 1281 | 1281 | NA |
              2020       | unknown              |   |   |      | 1264 |    |
              2021-2026  | unknown              |   |   |      | 1293 |    |
              counted    | year9 upper
              had        | grades interruption interruption_without_return early_leaving
              """),
          new Story(
              "starts a year late",
              """
              year9     | 2018       | 1 | 1281  | all=C
              enrolled  | 2020-2022  | 1 | NANAT | 1-3 | 1281
              document  | 2023-06-08 | E | 2500
              2018      | compulsory           | 9   | 1 | 1281 | 1281 |    |
              2019      | unknown              |     |   |      | 1281 |    |
              2020-2022 | national_preparatory | 1-3 | 1 | 1281 | 1281 | NA |
              2023-2026 | unknown              |     |   |      | 1281 |    | diploma
              # Three years from the start, not from year 9
              counted   | year9 upper
              had       | grades not_in_upper_secondary diplomas
              """),
          new Story(
              "changes programme",
              """
              year9     | 2018       | 1 | 1281  | all=C
              enrolled  | 2019       | 1 | NANAT | 1   | 1281
              enrolled  | 2020-2022  | 1 | SASAM | 1-3 | 1281
              document  | 2023-06-08 | E | 2500
              2018      | compulsory           | 9   | 1 | 1281 | 1281 |    |
              2019      | national_preparatory | 1   | 1 | 1281 | 1281 | NA |
              2020-2022 | national_preparatory | 1-3 | 1 | 1281 | 1281 | SA |
              2023-2026 | unknown              |     |   |      | 1281 |    | diploma
              facts     | start_programme_code=NA second_autumn_programme_code=SA
              counted   | year9 upper
              had       | grades programme_change diploma_within_4_years diploma_within_5_years diploma_or_study_certificate_within_4_years
              """),
          new Story(
              "changes unit only",
              """
              year9     | 2018       | 1 | 1281  | all=C
              enrolled  | 2019       | 1 | NANAT | 1   | 1281
              enrolled  | 2020-2021  | 2 | NANAT | 2-3 | 1281
              document  | 2022-06-08 | E | 2500
              2018      | compulsory           | 9   | 1 | 1281 | 1281 |    |
              2019      | national_preparatory | 1   | 1 | 1281 | 1281 | NA |
              2020-2021 | national_preparatory | 2-3 | 2 | 1280 | 1281 | NA |
              2022-2026 | unknown              |     |   |      | 1281 |    | diploma
              counted   | year9 upper
              had       | grades diplomas
              """),
          new Story(
              "two units on 15 October",
              """
              year9     | 2018       | 1 | 1281  | all=C
              enrolled  | 2019       | 2 | NANAT | 1 | 1281
              enrolled  | 2019       | 1 | BABYG | 1 | 1281
              enrolled  | 2020       | 1 | BABYG | 1 | 1281
              enrolled  | 2020       | 3 | NANAT | 2 | 1281
              enrolled  | 2021       | 3 | NANAT | 3 | 1281
              document  | 2022-06-08 | E | 2500
              # The lowest code of one study year; the highest study year whatever the code
              2018      | compulsory           | 9 | 1 | 1281 | 1281 |    |
              2019      | national_vocational  | 1 | 1 | 1281 | 1281 | BA |         | units=2
              2020      | national_preparatory | 2 | 3 | 1264 | 1281 | NA |         | units=2
              2021      | national_preparatory | 3 | 3 | 1264 | 1281 | NA |         | units=1
              2022-2026 | unknown              |   |   |      | 1281 |    | diploma | units=
              counted   | year9 upper
              had       | grades programme_change diplomas
              """),
          new Story(
              "the merger of two units",
              """
              year9     | 2018       | 1 | 1281  | all=C
              enrolled  | 2019       | 5 | NANAT | 1   | 1281
              enrolled  | 2020-2021  | 7 | NANAT | 2-3 | 1281
              document  | 2022-06-08 | E | 2500
              2018      | compulsory           | 9   | 1 | 1281 | 1281 |    |
              2019      | national_preparatory | 1   | 5 | 1281 | 1281 | NA |
              2020-2021 | national_preparatory | 2-3 | 7 | 1281 | 1281 | NA |
              2022-2026 | unknown              |     |   |      | 1281 |    | diploma
              # Another code is no other school, and no change of programme
              facts     | start_school_unit_code=55555555
              counted   | year9 upper
              had       | grades diplomas
              """),
          new Story(
              "the split of a unit",
              """
              year9     | 2019       | 1 | 1281  | all=C
              enrolled  | 2020       | 7 | NANAT | 1   | 1281
              enrolled  | 2021-2022  | 9 | NANAT | 2-3 | 1281
              document  | 2023-06-08 | E | 2500
              2019      | compulsory           | 9   | 1 | 1281 | 1281 |    |
              2020      | national_preparatory | 1   | 7 | 1281 | 1281 | NA |
              2021-2022 | national_preparatory | 2-3 | 9 | 1281 | 1281 | NA |
              2023-2026 | unknown              |     |   |      | 1281 |    | diploma
              facts     | start_school_unit_code=77777777
              counted   | year9 upper
              had       | grades diplomas
              """),
          new Story(
              "a unit that moves to another municipality",
              """
              year9     | 2018       | 8 | 1281  | all=C
              enrolled  | 2019-2021  | 8 | NANAT | 1-3 | 1281
              document  | 2022-06-08 | E | 2500
              # Where it is now, for all years
              2018      | compulsory           | 9   | 8 | 1280 | 1281 |    |
              2019-2021 | national_preparatory | 1-3 | 8 | 1280 | 1281 | NA |
              2022-2026 | unknown              |     |   |      | 1281 |    | diploma
              counted   | year9 upper
              had       | grades diplomas
              """),
          new Story(
              "International Baccalaureate",
              """
              # Out of every measure of those who began upper secondary school
              with:    year9     | 2018       | 1 | 1281 | all=A
              with:    enrolled  | 2019-2021  | 1 | IBIBX | 1-3 | 1281
              with:    document  | 2022-05-30 | IBD |
              with:    2018      | compulsory     | 9   | 1 | 1281 | 1281 |    |
              with:    2019-2021 | national_other | 1-3 | 1 | 1281 | 1281 | IB |
              with:    2022-2026 | unknown        |     |   |      | 1281 |    | diploma
              with:    facts     | start_programme_type=IB diploma_on=2022-05-30
              with:    counted   | year9
              with:    had       | grades
              without: year9     | 2018       | 1 | 1281 | all=A
              without: enrolled  | 2019-2021  | 1 | IBIBX | 1-3 | 1281
              without: document  | 2022-05-30 | IBC |
              without: 2018      | compulsory     | 9   | 1 | 1281 | 1281 |    |
              without: 2019-2021 | national_other | 1-3 | 1 | 1281 | 1281 | IB |
              without: 2022-2026 | unknown        |     |   |      | 1281 |    |
              without: counted   | year9
              without: had       | grades
              """),
          new Story(
              "to the International Baccalaureate after a year",
              """
              year9     | 2018       | 1 | 1281  | all=A
              enrolled  | 2019       | 1 | NANAT | 1   | 1281
              enrolled  | 2020-2022  | 1 | IBIBX | 1-3 | 1281
              document  | 2023-05-30 | IBD |
              2018      | compulsory           | 9   | 1 | 1281 | 1281 |    |
              2019      | national_preparatory | 1   | 1 | 1281 | 1281 | NA |
              2020-2022 | national_other       | 1-3 | 1 | 1281 | 1281 | IB |
              2023-2026 | unknown              |     |   |      | 1281 |    | diploma
              # Who began elsewhere is counted, and the IB diploma is one
              counted   | year9 upper
              had       | grades programme_change diploma_within_4_years diploma_within_5_years diploma_or_study_certificate_within_4_years
              """),
          new Story(
              "introduction of language, then a national programme",
              """
              year9      | 2018       | 1 | 1281  | SVA=F EN=F MA=E
              enrolled   | 2019-2020  | 1 | IMSPR | 1-2 | 1281
              enrolled   | 2021-2023  | 1 | BABYG | 1-3 | 1281
              document   | 2024-06-05 | L | 2500
              2018       | compulsory            | 9   | 1 | 1281 | 1281 |       |
              2019-2020  | introduction_language | 1-2 | 1 | 1281 | 1281 | IMSPR |
              2021-2023  | national_vocational   | 1-3 | 1 | 1281 | 1281 | BA    |
              2024-2026  | unknown               |     |   |      | 1281 |       | diploma
              # Five years from the introduction; the change comes after the second autumn
              counted    | year9 upper
              had        | merit diploma_within_5_years
              """),
          new Story(
              "individual alternative, then nothing",
              """
              year9     | 2018 | 1 | 1281 | all=F
              enrolled  | 2019 | 1 | IMA | | 1281
              2018      | compulsory              | 9 | 1 | 1281 | 1281 |     |
              2019      | introduction_individual |   | 1 | 1281 | 1281 | IMA |
              2020-2026 | unknown                 |   |   |      | 1281 |     |
              counted   | year9 upper
              had       | merit interruption interruption_without_return early_leaving
              """),
          new Story(
              "introduction of every other kind",
              """
              # Never in a year-9 file: nobody's cohort of leavers
              v:   enrolled  | 2019 | 1 | IMVBA | 1 | 1281
              v:   2019      | introduction_programme_choice | 1 | 1 | 1281 | 1281 | IMV |
              v:   2020-2026 | unknown                       |   |   |      | 1281 |     |
              v:   facts     | cohort=
              v:   counted   | upper
              v:   had       | interruption interruption_without_return early_leaving
              y:   enrolled  | 2019 | 1 | IMYRK | 1 | 1281
              y:   2019      | introduction_vocational       | 1 | 1 | 1281 | 1281 | IMYRK |
              y:   2020-2026 | unknown                       |   |   |      | 1281 |     |
              y:   counted   | upper
              y:   had       | interruption interruption_without_return early_leaving
              i:   enrolled  | 2019 | 1 | IMIND | 1 | 1281
              i:   2019      | introduction_individual       | 1 | 1 | 1281 | 1281 | IMIND |
              i:   2020-2026 | unknown                       |   |   |      | 1281 |     |
              i:   counted   | upper
              i:   had       | interruption interruption_without_return early_leaving
              old: enrolled  | 2019 | 1 | IMPRE | 1 | 1281
              old: 2019      | introduction_other            | 1 | 1 | 1281 | 1281 | IMPRE |
              old: 2020-2026 | unknown                       |   |   |      | 1281 |     |
              old: counted   | upper
              old: had       | interruption interruption_without_return early_leaving
              """),
          new Story(
              "a study certificate of 2 500 and one of 2 400 credits",
              """
              full: year9     | 2018       | 1 | 1281 | all=E
              full: enrolled  | 2019-2021  | 1 | BABYG | 1-3 | 1281
              full: document  | 2022-06-08 | Z | 2500
              full: 2018      | compulsory          | 9   | 1 | 1281 | 1281 |    |
              full: 2019-2021 | national_vocational | 1-3 | 1 | 1281 | 1281 | BA |
              full: 2022-2026 | unknown             |     |   |      | 1281 |    |
              full: facts     | study_certificate_on=2022-06-08 diploma_on=
              full: counted   | year9 upper
              full: had       | grades diploma_or_study_certificate_within_4_years
              less: year9     | 2018       | 1 | 1281 | all=E
              less: enrolled  | 2019-2021  | 1 | BABYG | 1-3 | 1281
              less: document  | 2022-06-08 | Z | 2400
              less: 2018      | compulsory          | 9   | 1 | 1281 | 1281 |    |
              less: 2019-2021 | national_vocational | 1-3 | 1 | 1281 | 1281 | BA |
              less: 2022-2026 | unknown             |     |   |      | 1281 |    |
              less: facts     | study_certificate_on=
              # Enrolled neither in 2022 nor in 2023, with nothing that counts
              less: counted   | year9 upper
              less: had       | grades early_leaving
              """),
          new Story(
              "a diploma on 30 June and one on 1 July",
              """
              june: year9     | 2018       | 1 | 1281 | all=E
              june: enrolled  | 2019-2021  | 1 | BABYG | 1-3 | 1281
              june: document  | 2022-06-30 | L | 2500
              june: 2018      | compulsory          | 9   | 1 | 1281 | 1281 |    |
              june: 2019-2021 | national_vocational | 1-3 | 1 | 1281 | 1281 | BA |
              june: 2022-2026 | unknown             |     |   |      | 1281 |    | diploma
              june: counted   | year9 upper
              june: had       | grades diplomas
              july: year9     | 2018       | 1 | 1281 | all=E
              july: enrolled  | 2019-2021  | 1 | BABYG | 1-3 | 1281
              july: document  | 2022-07-01 | L | 2500
              july: 2018      | compulsory          | 9   | 1 | 1281 | 1281 |    |
              july: 2019-2021 | national_vocational | 1-3 | 1 | 1281 | 1281 | BA |
              july: 2022-2026 | unknown             |     |   |      | 1281 |    | diploma
              july: counted   | year9 upper
              july: had       | grades diploma_within_4_years diploma_within_5_years diploma_or_study_certificate_within_4_years
              """),
          new Story(
              "a diploma in the fourth, the fifth and the sixth year",
              """
              four: enrolled  | 2019-2022  | 1 | BABYG | 1-4 | 1281
              four: document  | 2023-06-30 | L | 2500
              four: 2019-2022 | national_vocational | 1-4 | 1 | 1281 | 1281 | BA |
              four: 2023-2026 | unknown             |     |   |      | 1281 |    | diploma
              four: counted   | upper
              four: had       | diploma_within_4_years diploma_within_5_years diploma_or_study_certificate_within_4_years
              five: enrolled  | 2019-2023  | 1 | BABYG | 3 | 1281
              five: document  | 2024-06-30 | L | 2500
              five: 2019-2023 | national_vocational | 3   | 1 | 1281 | 1281 | BA |
              five: 2024-2026 | unknown             |     |   |      | 1281 |    | diploma
              five: counted   | upper
              five: had       | diploma_within_5_years
              six:  enrolled  | 2019-2023  | 1 | BABYG | 3 | 1281
              six:  document  | 2024-07-01 | L | 2500
              six:  2019-2023 | national_vocational | 3   | 1 | 1281 | 1281 | BA |
              six:  2024-2026 | unknown             |     |   |      | 1281 |    | diploma
              six:  counted   | upper
              six:  had       |
              """),
          new Story(
              "a diploma on 15 October and one on the 16th",
              """
              day:   enrolled  | 2019-2021  | 1 | NANAT | 1-3 | 1281
              day:   document  | 2022-10-15 | E | 2500
              day:   2019-2021 | national_preparatory | 1-3 | 1 | 1281 | 1281 | NA |
              day:   2022-2026 | unknown              |     |   |      | 1281 |    | diploma
              day:   counted   | upper
              day:   had       | diploma_within_4_years diploma_within_5_years diploma_or_study_certificate_within_4_years
              after: enrolled  | 2019-2021  | 1 | NANAT | 1-3 | 1281
              after: document  | 2022-10-16 | E | 2500
              after: 2019-2021 | national_preparatory | 1-3 | 1 | 1281 | 1281 | NA |
              after: 2022      | unknown              |     |   |      | 1281 |    |
              after: 2023-2026 | unknown              |     |   |      | 1281 |    | diploma
              after: counted   | upper
              after: had       | diploma_within_4_years diploma_within_5_years diploma_or_study_certificate_within_4_years
              """),
          new Story(
              "a certificate of introductory programme only",
              """
              year9     | 2018       | 1 | 1281 | all=F
              enrolled  | 2019-2021  | 1 | IMA  | 1-3 | 1281
              document  | 2022-06-08 | G |
              2018      | compulsory              | 9   | 1 | 1281 | 1281 |     |
              2019-2021 | introduction_individual | 1-3 | 1 | 1281 | 1281 | IMA |
              2022-2026 | unknown                 |     |   |      | 1281 |     |
              facts     | diploma_on= study_certificate_on=
              counted   | year9 upper
              had       | merit early_leaving
              """),
          new Story(
              "a technical year after the diploma",
              """
              enrolled  | 2019-2021  | 1 | NANAT | 1-3 | 1281
              document  | 2022-06-08 | E | 2500
              enrolled  | 2022       | 1 | VI    | 4   | 1281
              document  | 2023-06-08 | T | 900
              # A programme that the list does not know is a national one without a name
              2019-2021 | national_preparatory | 1-3 | 1 | 1281 | 1281 | NA |
              2022      | national_other       | 4   | 1 | 1281 | 1281 |    | diploma
              2023-2026 | unknown              |     |   |      | 1281 |    | diploma
              facts     | diploma_on=2022-06-08 last_school_year=2022
              counted   | upper
              had       | diplomas
              """),
          new Story(
              "HA becomes FS",
              """
              born      | 2005
              year9     | 2020       | 1 | 1281  | all=E
              enrolled  | 2021       | 1 | HAHAN | 1   | 1281
              enrolled  | 2022-2023  | 1 | FSFOR | 2-3 | 1281
              document  | 2024-06-05 | L | 2500
              2020      | compulsory          | 9   | 1 | 1281 | 1281 |    |
              2021      | national_vocational | 1   | 1 | 1281 | 1281 | HA |
              2022-2023 | national_vocational | 2-3 | 1 | 1281 | 1281 | FS |
              2024-2026 | unknown             |     |   |      | 1281 |    | diploma
              # Another code is another programme: the break of 2022 is told beside the measure. Of year
              # 2026, when the cohort turns twenty-one, nothing is known, nor of an age of twenty
              counted   | year9 upper
              had       | grades programme_change diplomas
              """),
          new Story(
              "a programme of Gy25",
              """
              born      | 2009
              year9     | 2024      | 1 | 1281      | all=E
              enrolled  | 2025-2026 | 2 | MA25F0L0N | 1-2 | 1281
              # MA25 is a vocational programme of its own; nothing of the cohort but this is known yet
              2024      | compulsory          | 9   | 1 | 1281 | 1281 |      |
              2025-2026 | national_vocational | 1-2 | 2 | 1280 | 1281 | MA25 |
              counted   | grades not_in_upper_secondary programme_change
              had       | grades
              """),
          new Story(
              "came back twice",
              """
              year9     | 2018 | 1 | 1281  | all=E
              enrolled  | 2019 | 1 | BABYG | 1 | 1281
              enrolled  | 2021 | 1 | BABYG | 1 | 1281
              enrolled  | 2023 | 1 | BABYG | 2 | 1281
              2018      | compulsory          | 9 | 1 | 1281 | 1281 |    |
              2019      | national_vocational | 1 | 1 | 1281 | 1281 | BA |
              2020      | unknown             |   |   |      | 1281 |    |
              2021      | national_vocational | 1 | 1 | 1281 | 1281 | BA |
              2022      | unknown             |   |   |      | 1281 |    |
              2023      | national_vocational | 2 | 1 | 1281 | 1281 | BA |
              2024-2026 | unknown             |   |   |      | 1281 |    |
              # Never away on two 15 Octobers in a row of the four years
              facts     | last_school_year=2023
              counted   | year9 upper
              had       | grades interruption study_break
              """),
          new Story(
              "comes for the last year",
              """
              enrolled  | 2019       | 1 | NANAT | 3 | 1281
              document  | 2020-06-08 | E | 2500
              # With a diploma one is not missed
              2019      | national_preparatory | 3 | 1 | 1281 | 1281 | NA |
              2020-2026 | unknown              |   |   |      | 1281 |    | diploma
              counted   | upper
              had       | diplomas
              """),
          new Story(
              "a document and nothing else",
              """
              # Known to no register of schools: nobody that is followed
              document | 2022-06-08 | E | 2500
              """));

  private UpperSecondaryStories() {}
}
