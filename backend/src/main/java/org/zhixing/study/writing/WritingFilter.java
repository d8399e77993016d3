package org.zhixing.study.writing;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.PhaseKind;

/** Filters of both lists. */
public class WritingFilter {
    @QueryParam("organization")
    public @Nullable UUID organization;

    @QueryParam("campaign")
    public @Nullable UUID campaign;

    @QueryParam("member")
    public @Nullable UUID member;

    @QueryParam("session")
    public @Nullable UUID session;

    @QueryParam("phase")
    public @Nullable PhaseKind phase;

    @QueryParam("state")
    public Writing.@Nullable State state;

    @QueryParam("mine")
    @DefaultValue("false")
    @Parameter(description = "只看自己的 The caller's own only")
    public boolean mine;

    @QueryParam("reviewable")
    @DefaultValue("false")
    @Parameter(description = "只看待调用者审阅的 Only what waits for the caller's decision")
    public boolean reviewable;
}
