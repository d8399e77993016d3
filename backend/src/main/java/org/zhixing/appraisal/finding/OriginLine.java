package org.zhixing.appraisal.finding;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.appraisal.Origin;

/**
 * Where a finding comes from.
 *
 * @param recordedWith the finding that it was recorded with, before any merging
 */
record OriginLine(
        Origin kind, @Nullable UUID reference, @Nullable String note, UUID recordedWith) {
    /** An origin as it is told, before the finding stands. */
    record Given(
            Origin kind, @Nullable UUID reference, @Nullable String note) {
        OriginLine with(UUID finding) {
            return new OriginLine(kind, reference, note == null || note.isBlank() ? null : note.strip(), finding);
        }
    }

    /** Two findings of one discussion come from the same; two words of mouth that say nothing more do not. */
    boolean sameAs(OriginLine other) {
        return kind == other.kind
                && (reference != null || note != null || recordedWith.equals(other.recordedWith))
                && Objects.equals(reference, other.reference)
                && Objects.equals(note, other.note);
    }

    /** What merging adds to the origins that stand already: whatever is not among them. */
    static List<OriginLine> carriedOver(Collection<OriginLine> standing, Collection<OriginLine> merged) {
        List<OriginLine> all = new ArrayList<>(standing);
        List<OriginLine> added = new ArrayList<>();
        for (OriginLine line : merged) {
            if (all.stream().noneMatch(line::sameAs)) {
                all.add(line);
                added.add(line);
            }
        }
        return added;
    }
}
