package org.zhixing.study.writing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Why runs of five letters: of texts on one topic by different people, and of a text with a word changed in every
 * sentence, by the length of the runs. Printed figures: share of the shorter text, strangers highest / copy.
 */
class ShingleLengthTest {
    private static final List<String> STRANGERS = List.of(
            "参加保持共产党员先进性教育活动以来，我认真学习党章，深刻认识到党员的先进性要体现在日常工作中。今年春耕，我包的三组有十二户缺劳力，我带着两名年轻党员帮着耙田放水，忙了六天。老支书说，群众不看你讲了什么，就看你干了什么。这句话我记在心里。",
            "通过学习，我对全心全意为人民服务的宗旨有了更深的理解。作为街道社区党员，我负责的楼栋有四位独居老人，以前一个月去一次，现在每周二、周五上门，帮他们量血压、交水费。保持共产党员先进性，就是把小事做实、把好事做久。",
            "在先进性教育活动中，我对照党章找差距，发现自己学习不够深入，工作有时满足于过得去。机关办事窗口排队长，群众有意见，我们就把三个表合成一个表，能网上办的不让跑腿。党员干部要牢记宗旨，服务群众，在改进作风上当先锋。",
            "我是一名退休教师，也是一名老党员。这次集中学习，我听得认真，记得仔细。社区办起了四点半课堂，我主动报名教孩子们写字。有人问我图什么，我说党员的先进性没有退休的时候，能为群众做一点事，心里踏实。");

    private static final String CHANGED =
            "参加保持共产党员先进性教育活动以来，本人认真学习党章，深刻体会到党员的先进性要体现在平时工作中。今年春耕，我包的五组有十户缺劳力，我领着两名青年党员帮着耙田放水，忙了五天。老支书讲，群众不看你说了什么，就看你做了什么。这番话我记在心里。";

    @Test
    void strangersShareLittleAndACopyWithChangedWordsStillMuch() {
        StringBuilder figures = new StringBuilder();
        for (int length = 3; length <= 9; length++) {
            double strangers = 0;
            for (int i = 0; i < STRANGERS.size(); i++) {
                for (int j = 0; j < i; j++) {
                    strangers = Math.max(strangers, share(STRANGERS.get(i), STRANGERS.get(j), length));
                }
            }
            double copy = share(STRANGERS.getFirst(), CHANGED, length);
            figures.append("%d letters: %.3f / %.3f%n".formatted(length, strangers, copy));
            if (length == Shingles.LENGTH) {
                assertThat(strangers).isLessThan(0.15);
                assertThat(copy).isGreaterThan(0.5);
            }
        }
        System.out.print(figures);
    }

    private static double share(String one, String other, int length) {
        Set<Long> a = runs(one, length);
        Set<Long> b = runs(other, length);
        int smaller = Math.min(a.size(), b.size());
        a.retainAll(b);
        return (double) a.size() / smaller;
    }

    private static Set<Long> runs(String text, int length) {
        return Arrays.stream(Shingles.runs(PlainText.of(text), length))
                .boxed()
                .collect(Collectors.toCollection(HashSet::new));
    }
}
