package klara;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Where each trap of Swedish school registers has its test: the list below is the index, and each
 * line of it names a test that there is.
 */
class TrapsTest {
  private static final String TRAPS =
      """
      municipality 0114 read as 114           | register.IntakeTrapsTest     | municipality0114IsNot114
      partition column typed int              | store.PartitionTrapTest      | aPeriodAndACodeWithALeadingZeroComeBackAsText
      ~100 parsed as 100                      | register.IntakeTrapsTest     | tilde100IsNot100And4Blank102IsNot4
      ~100 in an export                       | delivery.ExportTest          | keepsAMarkAMarkAndReadsNumbersAsSwedesWriteThem
      4 102 read as 4                         | register.IntakeTrapsTest     | tilde100IsNot100And4Blank102IsNot4
      decimal comma                           | register.IntakeTrapsTest     | aDecimalCommaParts
      byte order mark in the first column     | store.DeliveryReaderTest     | readsAByteOrderMarkATrailingColumnAndCellsWithSpacesAround
      trailing ; column                       | store.DeliveryReaderTest     | readsAByteOrderMarkATrailingColumnAndCellsWithSpacesAround
      two header rows                         | delivery.ExportTest          | takesTheSexFromTheGroupOverTheHeading
      ragged XLSX                             | store.ExportFileTest         | readsTheCellsOfAWorkbookByReferenceWhereEmptyOnesAreLeftOut
      Windows-1252 Å                          | store.DeliveryReaderTest     | readsTheDeclaredEncodingAndNeverGuesses
      no-break space                          | store.ExportFileTest         | readsTextWithAByteOrderMarkNoBreakSpacesAndEitherLineEnd
      TF pupils merged into one               | register.PersonTrapsTest     | pupilsWithOneTemporaryIdAreNotMergedIntoOne
      TF pupils linked by history             | history.StudentsTest         | joinsNothingToARowWhoseIdCannotBeFollowed
      twins                                   | register.PersonTrapsTest     | twinsOfOneDateAreTwo
      twins in history                        | history.StudentsTest         | tellsTwinsApartByTheirIdsThoughAllElseIsTheSame
      29 February                             | register.PersonTrapsTest     | the29thOfFebruaryIsADayInLeapYearsOnly
      day plus 60                             | register.PersonTrapsTest     | dayPlus60IsASamordningsnummerAndAnotherPersonUntilIdbyteSaysSo
      two-digit year and +                    | register.PersonTrapsTest     | aTwoDigitYearHasTheCenturyThatItsSignSays
      born 2000 and later                     | register.PersonTrapsTest     | thoseBornIn2000AndLaterAreOfThisCentury
      late version before an early one        | delivery.PlanTest            | takesTheHighestVersionNotTheLatestDay
      order of arrival                        | delivery.PlanTest            | isTheSameInWhateverOrderDeliveriesArrive
      school split between years              | register.IntakeTrapsTest     | aSchoolSplitBetweenYearsIsTakenInOnBothSides
      HA became FS                            | register.ConformTest         | takesAProgrammeOnlyInTheYearsItWasThere
      MA25 is not mathematics                 | register.IntakeTrapsTest     | ma25IsNotTheSubjectMathematics
      MA25 is not MA in history               | history.StudentsTest         | countsAPersonInTwoUnitsOnOneOctoberDayOnce
      SV and SVA                              | history.GradeSummaryTest     | countsTheSubjectsThatEligibilityAsksFor
      SV and SVA both graded                  | register.RowRulesTest        | tellWhatBecomesOfEachRow
      M1 and M2 as a 17th grade               | history.GradeSummaryTest     | addsALanguageChoiceAsASeventeenthGradeAndNoOtherLanguage
      16 and 17 grades                        | history.GradeSummaryTest     | holdsItsMeritWithinWhatIsDeclared
      pupil with only 9 codes                 | history.GradeSummaryTest     | tellsNoMeritOfThoseWithoutAnyGrade
      0 is no .                               | register.IntakeTrapsTest     | zeroIsNoDot
      0 is no . in what is compared           | region.OfficialFiguresTest   | takesAMarkForNoNumberAndSaysWhereNothingWasPublished
      home outside Skåne, school inside       | register.IntakeTrapsTest     | homeOutsideSkaneAndSchoolInsideAndTheReverse
      home outside Skåne in the counts        | outcome.OutcomeCellsTest     | countsByPlaceWithAllOutsideSkaneInOneAndTheProtectedInTheCountyOnly
      municipality moved to another county    | register.IntakeTrapsTest     | aMunicipalityThatMovedToAnotherCountyKeepsBothCodes
      Malmö drives the county                 | region.AreaOutcomesTest      | addsPlacesUpToAreasByHomeAndBySchool
      Perstorp has about 96 pupils            | disclosure.PerstorpTest      | losesMostOfItsSplitsAndKeepsItsTotal
      KAA break of July 2018                  | register.IntakeTrapsTest     | registrationsOnBothSidesOfJuly2018KeepTheirHalfYearAndDay
      unknown background of 2016              | register.IntakeTrapsTest     | unknownBackgroundIsNeitherSwedishNorForeignBeforeAndAfter2016
      Gy11 and Gy25 in one year               | register.IntakeTrapsTest     | gy11AndGy25StandInOneYear
      empty file with a valid header          | store.DeliveryReaderTest     | givesNoRowsForAHeaderAlone
      protected flag set after publication    | history.StudentsTest         | protectedFlagSetAfterPublicationHoldsForEveryYearBefore
      protected flag under an old id          | history.MergedStudentsTest   | protectedFlagSetAfterPublicationUnderTheOldIdHoldsForThePerson
      """;

  private static final Set<Class<? extends Annotation>> KINDS =
      Set.of(Test.class, ParameterizedTest.class);

  static Stream<List<String>> traps() {
    return TRAPS
        .lines()
        .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList());
  }

  @ParameterizedTest
  @MethodSource("traps")
  void haveATestEach(List<String> trap) throws ClassNotFoundException {
    Method[] methods = Class.forName("klara." + trap.get(1)).getDeclaredMethods();

    assertThat(methods)
        .filteredOn(method -> method.getName().equals(trap.get(2)))
        .as(trap.get(0))
        .singleElement()
        .satisfies(method -> assertThat(KINDS).anyMatch(method::isAnnotationPresent));
  }
}
