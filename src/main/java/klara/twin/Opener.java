package klara.twin;

import java.io.IOException;
import klara.twin.Deliveries.Delivery;

/** Begins a file of a delivery. */
@FunctionalInterface
interface Opener {
  RegisterFile open(Delivery delivery) throws IOException;
}
