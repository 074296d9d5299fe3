package klara.delivery;

import java.util.List;
import java.util.Map;

/**
 * What lies in the inbox.
 *
 * @param deliveries with a manifest that can be read
 * @param refused id and reason of those whose manifest is not as agreed
 * @param notReady ids of folders without a manifest: the sender is not done
 */
public record Arrivals(
    List<Delivery> deliveries, Map<String, String> refused, List<String> notReady) {}
