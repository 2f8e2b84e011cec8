# Completion of stillpoint for bash. The program itself says which words fit; names of files come from bash.
_stillpoint() {
    local word=$2 answer files= joined=
    local -a before=()
    # A word that is quoted, or has a backslash, is asked for as it is meant.
    word=${word//\\/}
    word=${word#[\"\']}
    # Bash makes three words of --option=value.
    for answer in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        [[ $answer == = ]] || before+=("$answer")
    done
    # What stands behind "=" is asked for with it: some options have their value nowhere else.
    [[ $word == = ]] && word=
    [[ ${COMP_WORDS[COMP_CWORD]} == = || ${COMP_WORDS[COMP_CWORD-1]} == = ]] && joined==
    COMPREPLY=()
    while IFS= read -r answer; do
        case $answer in
            :files) files=-f ;;
            :folders) files=-d ;;
            *) COMPREPLY+=("${answer%%$'\t'*}") ;;
        esac
    done < <(command stillpoint completions --word="$joined$word" -- "${before[@]}" 2>/dev/null)
    if [[ -z $files ]]; then
        # A name with a blank in it is then quoted as that of a file is.
        [[ ${COMPREPLY[*]-} == *' '* && ${#COMPREPLY[@]} -eq 1 ]] && compopt -o filenames
    elif [[ ${#COMPREPLY[@]} -gt 0 ]]; then
        compopt -o filenames
        while IFS= read -r answer; do
            COMPREPLY+=("$answer")
        done < <(compgen "$files" -- "$word")
    elif [[ $files == -d ]]; then
        compopt -o dirnames
    else
        compopt -o default
    fi
}
complete -F _stillpoint stillpoint
