package org.zhixing.platform.web;

import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param items the page's items, in the order asked for
 * @param next the cursor of the following page; null on the last
 * @param total how many there are in all; only where {@code total=true} was asked for
 */
@Schema(description = "一页列表 One page of a list")
public record Page<T>(
        @NotNull List<T> items,

        @Schema(nullable = true, description = "下一页的游标，最后一页为 null Cursor of the next page, null on the last") @Nullable
        String next,

        @Schema(nullable = true, description = "总数，仅在 total=true 时给出 Total, only with total=true") @Nullable
        Long total) {

    public <R> Page<R> map(Function<? super T, ? extends R> view) {
        return new Page<>(items.stream().<R>map(view).toList(), next, total);
    }

    /** A list that is short by nature and comes whole. */
    public static <T> Page<T> whole(List<T> items) {
        return new Page<>(items, null, null);
    }
}
