package klara.twin;

import java.io.IOException;
import java.util.List;
import klara.store.DeliveryColumn;
import klara.twin.Deliveries.Delivery;

/** Begins files of deliveries. */
@FunctionalInterface
interface Opener {
  /**
   * Begins a file.
   *
   * @param part of the delivery's rows about some students, "" for all of them
   * @param columns of the file
   */
  RegisterFile open(Delivery delivery, String part, List<DeliveryColumn> columns)
      throws IOException;

  default RegisterFile open(Delivery delivery) throws IOException {
    return open(delivery, "");
  }

  default RegisterFile open(Delivery delivery, String part) throws IOException {
    return open(delivery, part, RegisterFile.columns(delivery.register()));
  }
}
