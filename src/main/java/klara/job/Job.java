package klara.job;

import java.util.List;
import klara.table.Table;

/**
 * A part of the night: names the tables it reads and writes, and calls transformations. It does no
 * reading or writing itself, so it can run on any tables, anywhere. The order of the night follows
 * from what the jobs read and write.
 */
public interface Job {

  /** Tables it reads; registers among them by their conformed table. */
  List<Table> reads();

  List<Table> writes();

  /** From the tables it reads to those it writes. */
  Tables run(Tables in);

  /** The class in kebab-case, which is also the job file's name. */
  default String name() {
    return JobName.of(getClass());
  }
}
