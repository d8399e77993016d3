package org.zhixing.platform.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which page of a list is wanted, and in which order. */
public class Paging {
    @QueryParam("limit")
    @DefaultValue("50")
    @Min(1)
    @Max(200)
    @Parameter(description = "每页条数 Items per page, at most 200")
    public int limit = 50;

    @QueryParam("cursor")
    @Parameter(description = "上一页给出的 next The previous page's next")
    public @Nullable String cursor;

    @QueryParam("total")
    @DefaultValue("false")
    @Parameter(description = "是否给出总数 Whether to count the whole list")
    public boolean total;

    @QueryParam("sort")
    @Parameter(description = "排序，前缀 - 为倒序 Order, a leading - reverses")
    public @Nullable String sort;
}
