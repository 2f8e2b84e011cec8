# Completion of stillpoint for fish. The program itself says which words fit; names of files come from fish.
function __stillpoint_answers
    set -l before (commandline --current-process --tokenize --cut-at-cursor)
    set -l word (commandline --current-token --cut-at-cursor)
    command stillpoint completions --word="$word" -- $before[2..-1] 2>/dev/null
end
complete --command stillpoint --no-files --keep-order --arguments '(__stillpoint_answers | string match --invert ":*")'
complete --command stillpoint --force-files --condition '__stillpoint_answers | string match --quiet ":*"'
