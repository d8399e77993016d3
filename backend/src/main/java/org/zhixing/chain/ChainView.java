package org.zhixing.chain;

import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.zhixing.organization.OrgRef;

/** A piece of the chain around one of its links: what leads to it and what follows from it. */
@Schema(name = "Chain")
public record ChainView(
        @NotNull UUID center,
        @NotNull List<Node> nodes,
        @NotNull List<Edge> edges,
        @NotNull List<Gap> gaps,

        @Schema(description = "是否因过多而未全部列出 Whether there is more than is shown")
        boolean cut) {

    /** 发言、具体要求、对照标准、问题、整改事项、措施、实效. */
    @Schema(name = "ChainKind")
    public enum Kind {
        CONTRIBUTION,
        REQUIREMENT,
        CRITERION,
        FINDING,
        ITEM,
        MEASURE,
        OUTCOME
    }

    /** A link of the chain. */
    @Schema(name = "ChainNode")
    public record Node(
            @NotNull Kind kind,
            @NotNull UUID id,

            @NotNull @Schema(examples = "按时坐班，群众来有人接、事有人办") String text,

            @Schema(
                    nullable = true,
                    description = "所处状态，没有状态的为 null Its state, null where it has none",
                    examples = "ADOPTED")
            @Nullable
            String state,

            @NotNull OrgRef organization,

            @Schema(description = "是否个人问题 Whether it is a finding on a person")
            boolean personal,

            @NotNull
            @Schema(
                    description = "接口地址 Its address below the API's base",
                    examples = "/findings/0190c7b2-0000-7000-8000-000000000000")
            String link) {
        Node personal(boolean about) {
            return new Node(kind, id, text, state, organization, about, link);
        }
    }

    /** One leads to the other. */
    @Schema(name = "ChainEdge")
    public record Edge(@NotNull UUID from, @NotNull UUID to) {}

    /** Where the chain is broken off, in what the caller reaches. */
    @Schema(name = "ChainGap")
    public record Gap(@NotNull UUID node, @NotNull Missing missing) {}

    /** What is missing beside a node. */
    @Schema(name = "ChainMissing")
    public enum Missing {
        /** A requirement that no criterion was made of. */
        CRITERION_OF_REQUIREMENT,
        /** A criterion that is one of the five checks and comes from no requirement. */
        REQUIREMENT_OF_CRITERION,
        /** A criterion that nothing was found against. */
        FINDING_OF_CRITERION,
        /** A finding that was measured against nothing. */
        CRITERION_OF_FINDING,
        /** An open finding that no item takes up. */
        ITEM_OF_FINDING,
        /** An item that was raised for no finding. */
        FINDING_OF_ITEM,
        /** An item without a measure. */
        MEASURE_OF_ITEM,
        /** A closed item that no outcome names. */
        OUTCOME_OF_ITEM
    }
}
