package org.zhixing.campaign;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a branch must have done before it leaves a phase, checked action by action. CAM-5. */
record Gate(List<Check> checks) {
    /** UNKNOWN: the product keeps no record yet that would prove it. It never lets a gate pass in silence. */
    @Schema(name = "ActionState")
    public enum State {
        MET,
        UNMET,
        UNKNOWN
    }

    /** One required action; nothing measured where it is unknown. */
    record Check(
            CampaignTemplate.RequiredAction action,
            ActionMetric.@Nullable Measured measured,
            ActionMetric.@Nullable Records records) {
        State state() {
            return measured == null ? State.UNKNOWN : measured.met() ? State.MET : State.UNMET;
        }
    }

    boolean isOpen() {
        return closing().isEmpty();
    }

    /** Those that keep it closed. */
    List<Check> closing() {
        return checks.stream().filter(c -> c.state() != State.MET).toList();
    }

    long count(State state) {
        return checks.stream().filter(c -> c.state() == state).count();
    }
}
