# fish completion for obverse
function __obverse_complete
    set -l words (commandline -opc) (commandline -ct)
    set -l index (math (count $words) - 2)
    for line in (obverse __complete $index $words[2..-1] 2>/dev/null)
        switch $line
            case ':files'
                __fish_complete_path (commandline -ct)
            case ':folders'
                __fish_complete_directories (commandline -ct)
            case '*'
                echo $line
        end
    end
end
complete -c obverse -f -a '(__obverse_complete)'
