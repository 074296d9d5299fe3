package klara.release;

import java.util.ArrayList;
import java.util.List;
import klara.delivery.DeliveryQuality;
import klara.disclosure.LocalRows;
import klara.disclosure.Protected;
import klara.disclosure.Status;
import klara.disclosure.TwoByTwo;
import klara.disparity.AreaClusters;
import klara.disparity.AreaRanks;
import klara.disparity.AreaSegregation;
import klara.disparity.AreaTrends;
import klara.disparity.Disparities;
import klara.disparity.ExpectedOutcomes;
import klara.disparity.GapDecomposition;
import klara.disparity.GroupGaps;
import klara.disparity.SimilarAreas;
import klara.pathway.Pathways;
import klara.pathway.PublishedPathways;
import klara.pathway.PublishedReentry;
import klara.pathway.Reentry;
import klara.region.AgreementSums;
import klara.region.AreaGaps;
import klara.region.AreaOutcomes;
import klara.region.AreaSums;
import klara.region.DefinitionAgreement;
import klara.region.OfficialFigures;
import klara.region.Reconciliation;
import klara.region.ShrunkenRates;
import klara.region.VarianceComponents;
import klara.risk.RiskIndicators;
import klara.risk.RiskPatterns;
import klara.table.Table;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What is published, and how each table is protected. */
public final class ReleaseTables {
  /** Tables of the analysis that are published, protected, under the same name. */
  public static final List<Table> FROM_ANALYSIS =
      List.of(
          AreaOutcomes.TABLE,
          DefinitionAgreement.TABLE,
          VarianceComponents.TABLE,
          AreaSegregation.TABLE,
          ExpectedOutcomes.TABLE,
          GapDecomposition.TABLE,
          RiskIndicators.TABLE,
          RiskPatterns.TABLE,
          Pathways.TABLE,
          Reentry.TABLE,
          OfficialFigures.TABLE,
          DeliveryQuality.TABLE);

  /** Every published table, in the order that readers want them. */
  public static final List<Table> ALL =
      List.of(
          ShrunkenRates.TABLE,
          AreaGaps.TABLE,
          VarianceComponents.PUBLISHED,
          AreaRanks.TABLE,
          AreaTrends.TABLE,
          AreaClusters.TABLE,
          GapDecomposition.TABLE,
          SimilarAreas.TABLE,
          ExpectedOutcomes.TABLE,
          AreaSegregation.TABLE,
          RiskIndicators.TABLE,
          RiskPatterns.TABLE,
          PublishedPathways.TABLE,
          PublishedReentry.TABLE,
          OfficialFigures.TABLE,
          Reconciliation.TABLE,
          OutcomeDefinitions.TABLE,
          DefinitionAgreement.PUBLISHED,
          DeliveryQuality.TABLE,
          DataDictionary.TABLE);

  private ReleaseTables() {}

  /** Where the tables of the analysis come from. */
  @FunctionalInterface
  public interface Analysis {
    /** A table's rows before protection. */
    Dataset<Row> of(Table table);
  }

  /**
   * Protects everything that is published.
   *
   * @param analysis {@link #FROM_ANALYSIS} before protection
   * @param local makes datasets of rows on the driver
   */
  public static List<Protected> of(Analysis analysis, LocalRows local) {
    Protected areaOutcomes =
        Protected.counts(
            AreaOutcomes.TABLE, analysis.of(AreaOutcomes.TABLE), AreaSums.NESTED, local);
    Protected figures =
        Protected.aboutNobody(OfficialFigures.TABLE, analysis.of(OfficialFigures.TABLE));
    List<Protected> tables = new ArrayList<>();
    tables.add(
        Protected.derived(
            ShrunkenRates.TABLE, areaOutcomes, rows -> ShrunkenRates.of(rows, local)));
    Protected components =
        Protected.aboutNobody(VarianceComponents.TABLE, analysis.of(VarianceComponents.TABLE));
    tables.add(
        Protected.derived(
            VarianceComponents.PUBLISHED,
            components,
            areaOutcomes,
            VarianceComponents::withCoverage));
    tables.add(
        Protected.beside(
            ExpectedOutcomes.TABLE,
            analysis.of(ExpectedOutcomes.TABLE),
            areaOutcomes,
            ExpectedOutcomes::withheld));
    tables.add(
        Protected.united(
            GapDecomposition.TABLE,
            Protected.derived(
                GapDecomposition.TABLE,
                areaOutcomes,
                rows -> local.dataset(GapDecomposition.TABLE, GroupGaps.of(rows))),
            Protected.beside(
                GapDecomposition.TABLE,
                analysis.of(GapDecomposition.TABLE),
                areaOutcomes,
                GapDecomposition::withheld)));
    tables.add(Protected.aboutNobody(AreaSegregation.TABLE, analysis.of(AreaSegregation.TABLE)));
    tables.add(
        Protected.twoByTwo(
            RiskIndicators.TABLE,
            analysis.of(RiskIndicators.TABLE),
            new TwoByTwo(
                RiskIndicators.TABLE,
                RiskIndicators.counts(),
                RiskIndicators.measures(),
                Status.STATUS)));
    tables.add(
        Protected.twoByTwo(
            RiskPatterns.TABLE,
            RiskPatterns.tellable(analysis.of(RiskPatterns.TABLE)),
            new TwoByTwo(
                RiskPatterns.TABLE,
                RiskPatterns.counts(),
                RiskPatterns.measures(),
                Status.STATUS)));
    Protected flows =
        Protected.counts(
            PublishedPathways.TABLE,
            PublishedPathways.of(analysis.of(Pathways.TABLE)),
            PublishedPathways.COUNTS,
            local);
    tables.add(Protected.derived(PublishedPathways.TABLE, flows, PublishedPathways::withRates));
    tables.add(
        Protected.curves(
            Reentry.TABLE,
            PublishedReentry.of(analysis.of(Reentry.TABLE)),
            PublishedReentry.CURVES,
            local));
    tables.addAll(Protected.derived(areaOutcomes, figures, Disparities::of, local));
    tables.add(figures);
    tables.add(
        Protected.derived(Reconciliation.TABLE, areaOutcomes, figures, Reconciliation::from));
    tables.add(
        Protected.aboutNobody(
            OutcomeDefinitions.TABLE,
            local.dataset(OutcomeDefinitions.TABLE, OutcomeDefinitions.rows())));
    Protected agreement =
        Protected.counts(
            DefinitionAgreement.TABLE,
            analysis.of(DefinitionAgreement.TABLE),
            AgreementSums.COUNTS,
            local);
    tables.add(
        Protected.derived(
            DefinitionAgreement.PUBLISHED,
            agreement,
            areaOutcomes,
            DefinitionAgreement::withCoverage));
    tables.add(Protected.aboutNobody(DeliveryQuality.TABLE, analysis.of(DeliveryQuality.TABLE)));
    List<Table> published = ALL.stream().map(Published::of).toList();
    tables.add(
        Protected.aboutNobody(
            DataDictionary.TABLE,
            local.dataset(DataDictionary.TABLE, DataDictionary.of(published))));
    return tables;
  }
}
