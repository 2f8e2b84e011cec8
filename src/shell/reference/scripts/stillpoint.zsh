#compdef stillpoint
# Completion of stillpoint for zsh. The program itself says which words fit; names of files come from zsh.
_stillpoint() {
    local answer value joined
    local -a before answers described
    before=("${(@Q)words[2,CURRENT-1]}")
    (( CURRENT > 2 )) || before=()
    # An option and its value may be one word.
    if [[ $PREFIX == --*=* ]]; then
        before+=("${PREFIX%%=*}")
        compset -P '*='
        joined==
    fi
    answers=("${(@f)$(command stillpoint completions --word="$joined${(Q)PREFIX}" -- "${before[@]}" 2>/dev/null)}")
    for answer in "${answers[@]}"; do
        case $answer in
            '') ;;
            :files) _files ;;
            :folders) _files -/ ;;
            *)
                value=${${answer%%$'\t'*}//:/\\:}
                if [[ $answer == *$'\t'* ]]; then
                    described+=("$value:${answer#*$'\t'}")
                else
                    described+=("$value")
                fi
                ;;
        esac
    done
    (( $#described )) && _describe 'word' described
}
if [[ $funcstack[1] == _stillpoint ]]; then
    _stillpoint "$@"
else
    compdef _stillpoint stillpoint
fi
