package org.zhixing.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** What is still to come: two half-days a week of some branches as a series, and one session of all together. */
final class DemoPlanning {
    private final DemoLife life;
    private final DemoHouse.Texts texts;
    private final String campaign;
    private final LocalDate from;

    DemoPlanning(DemoLife life, DemoHouse.Texts texts, String campaign, LocalDate from) {
        this.life = life;
        this.texts = texts;
        this.campaign = campaign;
        this.from = from;
    }

    void series(String secretary, String branch) throws Exception {
        life.post(
                secretary,
                "/study-session-series",
                Map.of(
                        "campaignId",
                        campaign,
                        "organizationId",
                        branch,
                        "title",
                        "集中学习（第{n}次）：{topic}",
                        "topics",
                        List.of("学党章", "学规定篇目", "谈体会", "议整改"),
                        "slots",
                        List.of(
                                Map.of("dayOfWeek", "TUESDAY", "from", "08:30", "to", "11:30"),
                                Map.of("dayOfWeek", "FRIDAY", "from", "14:00", "to", "17:30")),
                        "from",
                        from.toString(),
                        "count",
                        4,
                        "place",
                        texts.places().getFirst()));
    }

    void together(String committee, List<String> branches) throws Exception {
        life.post(
                "office",
                "/study-sessions",
                Map.of(
                        "campaignId",
                        campaign,
                        "organizationId",
                        committee,
                        "branchIds",
                        branches,
                        "kind",
                        "TRAINING",
                        "title",
                        "各支部书记、记录员联合学习",
                        "startsAt",
                        from.plusDays(2) + "T08:30:00+08:00",
                        "endsAt",
                        from.plusDays(2) + "T11:30:00+08:00",
                        "place",
                        "工委党校一楼教室"));
    }
}
