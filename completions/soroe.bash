# bash completion for soroe; written by `make docs`

_soroe()
{
        local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
        local command='' words='' files='' is_value='' i

        COMPREPLY=()
        for ((i = 1; i < COMP_CWORD; i++)); do
                case ${COMP_WORDS[i]} in
                -C | --directory | --lang) ((i++)) ;;
                -*) ;;
                *) command=${COMP_WORDS[i]}; break ;;
                esac
        done
        case $command:$before in
        *:-C | *:--directory) is_value=1 files=-d ;;
        *:--lang) is_value=1 words='ja en' ;;
        go:--programme) is_value=1 words='e-prescription-2024 ehr-sharing r6-different-flow r7-occupational-clinic r7-online-qualification r7-pmh therapist-reader' files=-f ;;
        go:--as-of) is_value=1 ;;
        go:--format) is_value=1 words='text json' ;;
        go:--progress) is_value=1 words='auto plain none' ;;
        go:--applied-on) is_value=1 ;;
        init:--programme) is_value=1 words='e-prescription-2024 ehr-sharing r6-different-flow r7-occupational-clinic r7-online-qualification r7-pmh therapist-reader' files=-f ;;
        form:--programme) is_value=1 words='e-prescription-2024 ehr-sharing r6-different-flow r7-occupational-clinic r7-online-qualification r7-pmh therapist-reader' files=-f ;;
        form:--format) is_value=1 words='text json' ;;
        form:--progress) is_value=1 words='auto plain none' ;;
        form:--output | form:-o) is_value=1 files=-d ;;
        form:--from) is_value=1 ;;
        form:--slips) is_value=1 files=-f ;;
        import:--programme) is_value=1 words='e-prescription-2024 ehr-sharing r6-different-flow r7-occupational-clinic r7-online-qualification r7-pmh therapist-reader' files=-f ;;
        import:--facility) is_value=1 ;;
        import:--map) is_value=1 words='e-invoice entry freee-deals freee-journal marks mf-journal yayoi-journal' files=-f ;;
        import:--scans) is_value=1 files=-d ;;
        import:--format) is_value=1 words='text json' ;;
        import:--progress) is_value=1 words='auto plain none' ;;
        import:--reason) is_value=1 ;;
        attach:--format) is_value=1 words='text json' ;;
        attach:--reason) is_value=1 ;;
        attach:--by) is_value=1 ;;
        read:--format) is_value=1 words='text json' ;;
        read:--progress) is_value=1 words='auto plain none' ;;
        read:--jobs | read:-j) is_value=1 ;;
        withdraw:--format) is_value=1 words='text json' ;;
        withdraw:--file) is_value=1 files=-f ;;
        withdraw:--reason) is_value=1 ;;
        withdraw:--by) is_value=1 ;;
        check:--programme) is_value=1 words='e-prescription-2024 ehr-sharing r6-different-flow r7-occupational-clinic r7-online-qualification r7-pmh therapist-reader' files=-f ;;
        check:--on) is_value=1 ;;
        check:--format) is_value=1 words='text json jsonl csv' ;;
        check:--progress) is_value=1 words='auto plain none' ;;
        check:--only) is_value=1 words='error confirm no-data ready submitted granted refused declined no-claim' ;;
        explain:--programme) is_value=1 words='e-prescription-2024 ehr-sharing r6-different-flow r7-occupational-clinic r7-online-qualification r7-pmh therapist-reader' files=-f ;;
        explain:--on) is_value=1 ;;
        explain:--format) is_value=1 words='text json' ;;
        answer:--programme) is_value=1 words='e-prescription-2024 ehr-sharing r6-different-flow r7-occupational-clinic r7-online-qualification r7-pmh therapist-reader' files=-f ;;
        answer:--on) is_value=1 ;;
        answer:--format) is_value=1 words='text json' ;;
        answer:--reason) is_value=1 ;;
        answer:--by) is_value=1 ;;
        search:--format) is_value=1 words='text json csv' ;;
        search:--from) is_value=1 ;;
        search:--to) is_value=1 ;;
        search:--min) is_value=1 ;;
        search:--max) is_value=1 ;;
        search:--party) is_value=1 ;;
        history:--format) is_value=1 words='text json csv' ;;
        history:--from) is_value=1 ;;
        history:--to) is_value=1 ;;
        history:--party) is_value=1 ;;
        history:--kind) is_value=1 words='facility receipt purchase application answer evidence packet mark' ;;
        packet:--programme) is_value=1 words='e-prescription-2024 ehr-sharing r6-different-flow r7-occupational-clinic r7-online-qualification r7-pmh therapist-reader' files=-f ;;
        packet:--progress) is_value=1 words='auto plain none' ;;
        packet:--on) is_value=1 ;;
        packet:--category) is_value=1 ;;
        packet:--missing-glyph) is_value=1 words='stop geta' ;;
        packet:--jobs | packet:-j) is_value=1 ;;
        packet:--shard) is_value=1 ;;
        packet:--output | packet:-o) is_value=1 files=-d ;;
        index:--programme) is_value=1 words='e-prescription-2024 ehr-sharing r6-different-flow r7-occupational-clinic r7-online-qualification r7-pmh therapist-reader' files=-f ;;
        index:--format) is_value=1 words='xml csv xlsx' ;;
        index:--founder) is_value=1 ;;
        index:--output | index:-o) is_value=1 files=-f ;;
        mark:--programme) is_value=1 words='e-prescription-2024 ehr-sharing r6-different-flow r7-occupational-clinic r7-online-qualification r7-pmh therapist-reader' files=-f ;;
        mark:--format) is_value=1 words='text json' ;;
        mark:--on) is_value=1 ;;
        mark:--number) is_value=1 ;;
        mark:--amount) is_value=1 ;;
        mark:--reason) is_value=1 ;;
        mark:--by) is_value=1 ;;
        mark:--from) is_value=1 files=-f ;;
        mark:--map) is_value=1 words='e-prescription-2024 ehr-sharing r6-different-flow r7-occupational-clinic r7-online-qualification r7-pmh therapist-reader' files=-f ;;
        status:--programme) is_value=1 words='e-prescription-2024 ehr-sharing r6-different-flow r7-occupational-clinic r7-online-qualification r7-pmh therapist-reader' files=-f ;;
        status:--on) is_value=1 ;;
        status:--format) is_value=1 words='text csv json xlsx html' ;;
        status:--progress) is_value=1 words='auto plain none' ;;
        status:--output | status:-o) is_value=1 files=-f ;;
        status:--only) is_value=1 words='error confirm no-data ready submitted granted refused declined no-claim' ;;
        office:--format) is_value=1 words='text json' ;;
        office:--name) is_value=1 ;;
        office:--contact) is_value=1 ;;
        office:--phone) is_value=1 ;;
        office:--mail) is_value=1 ;;
        office:--cut-off) is_value=1 ;;
        letters:--programme) is_value=1 words='e-prescription-2024 ehr-sharing r6-different-flow r7-occupational-clinic r7-online-qualification r7-pmh therapist-reader' files=-f ;;
        letters:--format) is_value=1 words='text json' ;;
        letters:--progress) is_value=1 words='auto plain none' ;;
        letters:--on) is_value=1 ;;
        letters:--output | letters:-o) is_value=1 files=-d ;;
        letters:--hand-out) is_value=1 files=-d ;;
        verify:--format) is_value=1 words='text json jsonl csv html' ;;
        verify:--progress) is_value=1 words='auto plain none' ;;
        verify:--jobs | verify:-j) is_value=1 ;;
        verify:--level) is_value=1 words='container bag record assessment papers all' ;;
        verify:--against) is_value=1 words='e-prescription-2024 ehr-sharing r6-different-flow r7-occupational-clinic r7-online-qualification r7-pmh therapist-reader' files=-f ;;
        verify:--only) is_value=1 ;;
        verify:--index) is_value=1 ;;
        audit:--format) is_value=1 words='text json jsonl csv html' ;;
        audit:--progress) is_value=1 words='auto plain none' ;;
        audit:--jobs | audit:-j) is_value=1 ;;
        audit:--level) is_value=1 words='container bag record assessment papers all' ;;
        programme:--format) is_value=1 words='text json' ;;
        backup:--progress) is_value=1 words='auto plain none' ;;
        restore:--progress) is_value=1 words='auto plain none' ;;
        esac
        if [[ ! $is_value && $current == -* ]]; then
                case $command in
        '') words='--help --version --lang --directory' ;;
        go) words='--help --lang --directory --programme --as-of --format --progress --applied-on --no-input' ;;
        init) words='--help --lang --directory --programme --shared' ;;
        form) words='--help --lang --directory --programme --format --progress --all --output --from --slips' ;;
        import) words='--help --lang --directory --programme --facility --map --scans --replace --dry-run --format --progress --reason' ;;
        attach) words='--help --lang --directory --format --list --remove --breakdown --reason --by' ;;
        read) words='--help --lang --directory --format --progress --all --jobs --compare' ;;
        slips) words='--help --lang --directory' ;;
        withdraw) words='--help --lang --directory --dry-run --format --file --reason --by' ;;
        check) words='--help --lang --directory --programme --on --format --progress --strict --all --only' ;;
        explain) words='--help --lang --directory --programme --on --format' ;;
        answer) words='--help --lang --directory --programme --on --format --all --reason --by' ;;
        search) words='--help --lang --directory --format --from --to --min --max --party' ;;
        history) words='--help --lang --directory --format --from --to --party --kind' ;;
        packet) words='--help --lang --directory --programme --progress --all --on --category --draft --missing-glyph --reseal --pdf --jobs --shard --output' ;;
        index) words='--help --lang --directory --programme --format --founder --output' ;;
        mark) words='--help --lang --directory --programme --dry-run --format --on --number --amount --reason --by --from --map' ;;
        status) words='--help --lang --directory --programme --on --format --progress --all --output --only' ;;
        office) words='--help --lang --directory --format --name --contact --phone --mail --cut-off --clear' ;;
        letters) words='--help --lang --directory --programme --format --progress --all --on --output --late --ready --hand-out --zip --slips' ;;
        verify) words='--help --lang --directory --format --progress --jobs --level --against --only --index' ;;
        audit) words='--help --lang --directory --format --progress --strict --jobs --level' ;;
        programme) words='--help --lang --directory --format' ;;
        backup) words='--help --lang --directory --progress' ;;
        restore) words='--help --lang --directory --progress' ;;
                esac
        elif [[ ! $is_value ]]; then
                case $command in
        '') words='go init form import attach read slips withdraw check explain answer search history packet index mark status office letters verify audit programme backup restore' ;;
        go) ;;
        init) ;;
        form) words='xlsx pdf xlsx' files=-f ;;
        import) files=-f ;;
        attach) files=-f ;;
        read) files=-f ;;
        slips) words='pdf' files=-f ;;
        withdraw) ;;
        check) ;;
        explain) words='E001 E002 E003 E004 E005 E006 E007 E008 E009 E010 E011 E024 E025 E012 E013 E014 E015 E016 E017 E018 E019 E020 E021 E022 E026 E027 E028 E029 E030 E023 E040 E045 E046 E047 E048 E049 E054 W030 W031 W032 W033 W034 E070 E072 E073 E074 E075 W071 W385 E190 W001 W002 W003 W004 W052 W053 E050 E051 E052 C030 C031 W036 W037 I030 I032 I033 I031 E055 E056 E057 E058 E059 C001 C002 C003 C004 C005 C055 C056 C057 C058 W055 W056 W057 W058 W059 I001 I002 I003 I004 I005 I006 I055 E101 E102 E103 E104 E105 E106 E107 E108 E109 E110 E111 E112 E113 E114 E115 E116 E117 E118 E119 E120 E121 E122 E123 E124 E125 E126 E127 E140 C201 C202 C203 C204 C205 C206 C207 C208 C209 C210 C211 C212 C213 C214 C215 C216 C217 C218 C240 C241 C242 C243 C219 C220 C221 C222 C223 C224 C225 C226 C227 C228 C230 C231 C232 C235 W301 W302 W303 W304 W305 W306 W307 W308 W309 W310 W311 W312 W335 W336 W337 C260 C261 W360 W361 W362 E185 E186 E187 W356 W357 I060 W380 W375 W376 W377 W340 W370 I401 I402 I403 I404 I405 E155 E156 E157 C255 C236 C256 C257 C258 C259 C244 W358 W355' ;;
        answer) words='yes no' ;;
        search) ;;
        history) ;;
        packet) ;;
        index) ;;
        mark) words='submitted granted refused none declined none' ;;
        status) ;;
        office) ;;
        letters) ;;
        verify) words='zip PDF DIR' files=-f ;;
        audit) words='zip DIR' files=-f ;;
        programme) words='list show e-prescription-2024 ehr-sharing r6-different-flow r7-occupational-clinic r7-online-qualification r7-pmh therapist-reader check e-prescription-2024 ehr-sharing r6-different-flow r7-occupational-clinic r7-online-qualification r7-pmh therapist-reader' files=-f ;;
        backup) files=-f ;;
        restore) files=-f ;;
                esac
        fi
        [[ ! $words ]] || mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
        if [[ $files ]]; then
                compopt -o filenames 2>/dev/null
                mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen $files -- "$current")
        fi
}
complete -F _soroe soroe
