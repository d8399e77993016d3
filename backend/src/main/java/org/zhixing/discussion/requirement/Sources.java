package org.zhixing.discussion.requirement;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What becomes of a draft's sources when it is merged or split: none is lost on the way. DIS-3. */
final class Sources {
    private Sources() {}

    /** The sources of the draft that others are merged into. */
    static <C> Set<C> merged(Collection<C> own, Collection<? extends Collection<C>> others) {
        Set<C> all = new LinkedHashSet<>(own);
        others.forEach(all::addAll);
        return all;
    }

    /** Those that no part takes over; a split that leaves any is refused. */
    static <C> Set<C> left(Collection<C> own, List<? extends Collection<C>> parts) {
        Set<C> left = new LinkedHashSet<>(own);
        parts.forEach(left::removeAll);
        return left;
    }

    /** Those that a part names though they were none. */
    static <C> Set<C> strange(Collection<C> own, Collection<C> part) {
        Set<C> strange = new LinkedHashSet<>(part);
        strange.removeAll(own);
        return strange;
    }
}
