package klara.delivery;

import java.util.List;
import java.util.Optional;

/**
 * What makes a person's id: columns of the source, an expression, or the number of the row where
 * the source has no key at all.
 *
 * @param from columns whose texts together are the key; empty for another way
 * @param sql an expression that is the key
 * @param isRowNumber whether the number of the row is the key
 * @param prefix before the key, so that two registers' numbers are not one person's
 * @param type LOP, PNR, SAM or TF
 */
public record MappedId(
    List<String> from, Optional<String> sql, boolean isRowNumber, String prefix, String type) {}
