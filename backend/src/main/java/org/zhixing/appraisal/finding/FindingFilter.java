package org.zhixing.appraisal.finding;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;
import org.zhixing.appraisal.Nature;
import org.zhixing.campaign.CheckDimension;
import org.zhixing.platform.web.Length;

/** Filters of the list. The problems of organisations and those of people never stand in one list. */
public class FindingFilter {
    /** 单位问题、个人问题. */
    @Schema(name = "FindingSubject")
    public enum Subject {
        ORGANIZATION,
        PERSON
    }

    @QueryParam("of")
    @DefaultValue("ORGANIZATION")
    @Parameter(description = "单位问题或个人问题 Problems of organisations or of people")
    public Subject of = Subject.ORGANIZATION;

    @QueryParam("organization")
    public @Nullable UUID organization;

    @QueryParam("campaign")
    public @Nullable UUID campaign;

    @QueryParam("member")
    public @Nullable UUID member;

    @QueryParam("criterion")
    public @Nullable UUID criterion;

    @QueryParam("state")
    @Size(max = 5)
    public @Nullable List<Finding.State> state;

    @QueryParam("dimension")
    public @Nullable CheckDimension dimension;

    @QueryParam("nature")
    public @Nullable Nature nature;

    @QueryParam("q")
    @Length(max = 60)
    public @Nullable String q;
}
